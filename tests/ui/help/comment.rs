use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    // Orders processed.
    orders: Counter,
}

fn main() {}
