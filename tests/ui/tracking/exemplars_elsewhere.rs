use metrics_core::{Counter, Histogram, Metrics, track_metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Charges.
    charges: Counter,
    /// How long they took.
    charge_duration: Histogram<(), Duration>,
}

static SHOP: Shop = Shop::new();

#[track_metrics(exemplars, calls = SHOP.charges, duration = SHOP.charge_duration)]
fn charge() {}

#[track_metrics(exemplars = 0.1)]
fn refund() {}

fn main() {
    charge();
    refund();
}
