use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
#[label(crate = "metrics_core")]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
#[metrics(crate = "::metrics_core")]
struct Shop {
    /// Orders processed.
    orders: Counter<Method>,
}

fn main() {}
