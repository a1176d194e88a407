use metrics_core::{HistogramRows, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(rows(queue), max_rows = 8, buckets = [0.1, 1], native)]
    wait: HistogramRows<1, Duration>,
}

fn main() {}
