use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by customer.
    orders: Counter<String>,
}

fn main() {
    let _ = Shop::new();
}
