use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders_total: Counter,
    /// Orders waiting.
    orders: Gauge,
}

fn main() {}
