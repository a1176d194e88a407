use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    orders: Counter,
    /// Orders waiting.
    queue_depth: Gauge,
}

fn main() {
    Shop::new().orders.inc();
}
