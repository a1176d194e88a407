use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Items of an order.
    #[metric(buckets = [1.0, f64::NAN])]
    items: Histogram,
}

fn main() {}
