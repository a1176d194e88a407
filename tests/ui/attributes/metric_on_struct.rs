use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metric(prefix = "shop")]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

fn main() {}
