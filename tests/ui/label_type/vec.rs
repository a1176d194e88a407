use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by what was ordered.
    orders: Counter<Vec<String>>,
}

fn main() {}
