use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the receipt.
    #[metric(unit = "bytes", buckets = exponential(256, 4))]
    receipt_size: Histogram,
}

fn main() {}
