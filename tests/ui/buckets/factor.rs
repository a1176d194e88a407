use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the receipt.
    #[metric(unit = "bytes", buckets = exponential(256, 0.5, 8))]
    receipt_size: Histogram,
    /// Items of an order.
    #[metric(buckets = linear(1, 0, 8))]
    items: Histogram,
    /// Time to pay.
    #[metric(unit = "seconds", buckets = exponential_range(10, 1, 8))]
    payment: Histogram,
}

fn main() {}
