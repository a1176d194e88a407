use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Age of the oldest order.
    oldest_order_ms: Gauge,
}

fn main() {}
