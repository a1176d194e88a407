use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop<T: ToString> {
    /// Orders processed.
    orders: Counter<T>,
}

fn main() {}
