use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(name = "ordersProcessed")]
    orders: Counter,
}

fn main() {}
