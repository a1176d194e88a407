use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = [])]
    items: Histogram,
}

fn main() {}
