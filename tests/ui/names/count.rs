use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    order_count: Counter,
}

fn main() {}
