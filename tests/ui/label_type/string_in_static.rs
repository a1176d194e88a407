use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by customer.
    orders: Counter<String>,
}

#[register]
static SHOP: Shop = Shop::new();

fn main() {
    let _ = &SHOP;
}
