use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

#[register]
const SHOP: Shop = Shop::new();

fn main() {
    SHOP.orders.inc();
}
