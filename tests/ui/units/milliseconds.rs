use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Time to pay.
    #[metric(unit = "ms", buckets = [10, 100, 1000])]
    payment: Histogram,
}

fn main() {}
