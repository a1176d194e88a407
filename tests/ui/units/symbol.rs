use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Room {
    /// How warm it is.
    #[metric(unit = "°C")]
    temperature: Gauge,
}

fn main() {}
