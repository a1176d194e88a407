use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[metric(name = "method")]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[label(name = "orders")]
    orders: Counter<Method>,
}

fn main() {}
