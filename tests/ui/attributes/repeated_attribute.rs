use metrics_core::{Gauge, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[label(name = "verb")]
#[label(name = "method")]
enum Method {
    Get,
    #[label(rename = "POST")]
    #[label(rename = "post")]
    Post,
}

#[derive(Metrics)]
struct Shop {
    /// Size of the cart.
    #[metric(unit = "bytes")]
    #[metric(unit = "bytes")]
    cart: Gauge,
}

fn main() {}
