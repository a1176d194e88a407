use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(native(zero_threshold = -1))]
    wait: Histogram<(), Duration>,
}

fn main() {}
