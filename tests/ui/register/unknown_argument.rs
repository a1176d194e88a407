use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

#[register(prefix = "shop", registry = GLOBAL)]
static SHOP: Shop = Shop::new();

fn main() {
    SHOP.orders.inc();
}
