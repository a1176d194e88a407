use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the cart.
    #[metrics(unit = "bytes")]
    cart: Gauge,
}

fn main() {}
