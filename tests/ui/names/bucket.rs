use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Pump {
    /// Buckets filled.
    water_bucket: Counter,
}

fn main() {}
