use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = ["small", "large"])]
    items: Histogram,
}

fn main() {}
