use metrics_core::{Counter, Gauge, Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    /// Orders waiting.
    queue_depth: Gauge,
    /// Time to pay.
    payment: Histogram<(), Duration>,
}

fn main() {
    let shop = Shop::new();
    shop.orders.inc_by(-1);
    shop.orders.inc_by(0.5);
    shop.queue_depth.set(4);
    shop.payment.observe(0.25);
}
