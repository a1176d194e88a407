use metrics_core::{Counter, Metrics};

mod names {
    pub const ORDERS: &str = "Orders";
}

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(name = names::ORDERS)]
    orders: Counter,
}

fn main() {}
