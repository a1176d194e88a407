use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Time to pay.
    #[metric(unit = "bytes")]
    payment: Histogram<(), Duration>,
}

fn main() {}
