use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metrics(prefix = "my-shop_")]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

fn main() {}
