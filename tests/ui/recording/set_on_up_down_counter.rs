use metrics_core::{Metrics, UpDownCounter};

#[derive(Metrics)]
struct Shop {
    /// Orders being processed.
    in_flight: UpDownCounter,
}

fn main() {
    Shop::new().in_flight.set(4.0);
}
