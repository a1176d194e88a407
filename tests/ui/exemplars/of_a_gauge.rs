use metrics_core::{Gauge, Metrics, WithExemplars};

#[derive(Metrics)]
struct Shop {
    /// Orders waiting.
    waiting: WithExemplars<Gauge>,
}

fn main() {
    let _ = Shop::new();
}
