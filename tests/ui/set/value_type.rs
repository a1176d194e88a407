use metrics_core::{Counter, Gauge, Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter<(), u32>,
    /// Orders waiting.
    waiting: Gauge<(), usize>,
    /// Items of an order.
    #[metric(buckets = [1, 10, 100])]
    items: Histogram<(), u8>,
}

fn main() {}
