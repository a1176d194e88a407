use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[label = "method"]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
#[metrics]
struct Shop {
    /// Orders processed.
    #[metric = "orders"]
    orders: Counter<Method>,
}

fn main() {}
