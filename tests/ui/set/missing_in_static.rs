use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Shop {
    orders: Counter,
    /// Orders by customer.
    by_customer: Counter<Customer>,
}

#[register]
static SHOP: Shop = Shop::new();

fn main() {
    SHOP.orders.inc();
}
