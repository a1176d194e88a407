use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the receipt.
    #[metric(unit = "bytes", buckets = BYTES)]
    receipt_size: Histogram,
}

fn main() {
    let _timer = Shop::new().receipt_size.start_timer();
}
