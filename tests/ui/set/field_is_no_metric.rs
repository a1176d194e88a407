use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    /// What is in stock.
    stock: u64,
}

fn main() {
    Shop::new().orders.inc();
}
