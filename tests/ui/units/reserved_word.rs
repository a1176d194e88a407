use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders waiting.
    #[metric(unit = "total")]
    orders: Gauge,
}

fn main() {}
