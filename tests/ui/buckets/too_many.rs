use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = linear(1, 1, 1000))]
    items: Histogram,
}

fn main() {}
