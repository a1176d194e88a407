use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    /// All orders.
    orders_total: Counter,
    /// Size of the cart.
    #[metric(unit = "bytes")]
    cart: Gauge,
    /// Size of the cart, again.
    cart_bytes: Gauge,
}

fn main() {}
