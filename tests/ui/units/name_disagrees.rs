use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the cart.
    #[metric(unit = "bytes")]
    cart_seconds: Gauge,
}

fn main() {}
