use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(native(schema = 3, buckets = [0.1, 1]))]
    wait: Histogram<(), Duration>,
}

fn main() {}
