use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders waiting.
    orders_total: Gauge,
}

fn main() {}
