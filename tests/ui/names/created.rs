use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders created.
    orders_created: Counter,
}

fn main() {}
