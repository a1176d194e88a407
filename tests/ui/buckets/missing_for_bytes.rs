use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the receipt.
    #[metric(unit = "bytes")]
    receipt_size: Histogram,
}

fn main() {}
