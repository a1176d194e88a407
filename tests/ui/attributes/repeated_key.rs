use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
#[metrics(prefix = "shop", prefix = "store")]
struct Shop {
    /// Size of the cart.
    #[metric(unit = "bytes", name = "cart_size", unit = "seconds")]
    cart: Gauge,
}

fn main() {}
