use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders waiting.
    #[metric(unit = "")]
    orders: Gauge,
}

fn main() {}
