use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(native(schema = 3, zero_threshold = "0"))]
    wait: Histogram<(), Duration>,
}

fn main() {}
