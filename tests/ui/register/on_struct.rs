use metrics_core::{Counter, Metrics, register};

#[register]
#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
}

fn main() {
    Shop::new().orders.inc();
}
