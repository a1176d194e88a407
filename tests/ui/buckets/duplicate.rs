use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = [1.0, 5.0, 5.0, 10.0])]
    items: Histogram,
}

fn main() {}
