use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// What all orders in the queue are worth.
    order_sum: Gauge,
}

fn main() {}
