use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    #[metric(skip)]
    names: Vec<String>,
}

#[register]
static SHOP: Shop = Shop::new();

fn main() {
    SHOP.orders.inc();
}
