use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

#[register]
static mut SHOP: Shop = Shop::new();

fn main() {}
