use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by customer.
    orders: Counter<String>,
}

fn main() {
    let shop = Shop::new();
    shop.orders.with("alice".to_owned()).inc();
}
