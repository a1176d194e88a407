use metrics_core::{Counter, Gauge, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[label(renameall = "UPPERCASE")]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
#[metrics(prefx = "shop")]
struct Shop {
    /// Orders processed.
    orders: Counter<Method>,
    /// Size of the cart.
    #[metric(uint = "bytes")]
    cart: Gauge,
}

fn main() {}
