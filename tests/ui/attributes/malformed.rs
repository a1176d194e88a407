use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
#[metrics(prefix: "shop")]
struct Shop {
    /// Orders processed.
    #[metric(name("orders"))]
    orders: Counter,
    /// Orders waiting.
    #[metric(name)]
    queue_depth: Gauge,
    /// Size of the cart.
    #[metric(unit =)]
    cart: Gauge,
    /// Items in the cart.
    #[metric(unit = "items" name = "cart_items")]
    items: Gauge,
    /// Carts that were left behind.
    #[metric("carts_left")]
    left: Counter,
}

fn main() {}
