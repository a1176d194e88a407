use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    ///
    orders: Counter,
}

fn main() {}
