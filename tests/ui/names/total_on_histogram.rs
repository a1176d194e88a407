use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Time to pay.
    #[metric(name = "payment_total")]
    payment: Histogram<(), Duration>,
}

fn main() {}
