use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(name = "shop:orders")]
    orders: Counter,
}

fn main() {}
