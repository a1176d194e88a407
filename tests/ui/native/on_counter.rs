use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(native)]
    orders: Counter,
}

fn main() {}
