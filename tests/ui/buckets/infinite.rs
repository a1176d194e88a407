use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = [1.0, 5.0, f64::INFINITY])]
    items: Histogram,
}

fn main() {}
