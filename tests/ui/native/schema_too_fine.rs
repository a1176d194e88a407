use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(native(schema = 9))]
    wait: Histogram<(), Duration>,
}

fn main() {}
