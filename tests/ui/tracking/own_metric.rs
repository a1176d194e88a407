use metrics_core::{Counter, Gauge, Metrics, track_metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders.
    orders: Gauge,
    /// Refunds.
    refunds: Counter,
}

static SHOP: Shop = Shop::new();

#[track_metrics(calls = SHOP.orders)]
fn order() {}

fn main() {}
