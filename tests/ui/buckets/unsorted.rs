use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = [1, 5, 2, 10])]
    items: Histogram,
}

fn main() {}
