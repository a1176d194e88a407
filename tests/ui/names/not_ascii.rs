use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(name = "aufträge")]
    orders: Counter,
}

fn main() {}
