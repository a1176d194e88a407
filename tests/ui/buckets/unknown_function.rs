use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the receipt.
    #[metric(unit = "bytes", buckets = exponentail(256, 4, 8))]
    receipt_size: Histogram,
}

fn main() {}
