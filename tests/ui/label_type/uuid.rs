use metrics_core::{Counter, Metrics};

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Uuid([u8; 16]);

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by customer.
    orders: Counter<Uuid>,
}

fn main() {
    let shop = Shop::new();
    shop.orders.with(Uuid([0; 16])).inc();
}
