use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders being processed.
    in_flight: Gauge,
}

fn main() {
    Shop::new().in_flight.inc();
}
