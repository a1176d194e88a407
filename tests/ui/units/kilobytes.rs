use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Memory of the cart.
    #[metric(unit = "kb")]
    cart: Gauge,
}

fn main() {}
