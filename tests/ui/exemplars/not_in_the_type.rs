use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    payment_duration: Histogram<(), Duration>,
}

fn main() {
    let trace = [("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")];
    Shop::new().payment_duration.observe_with_exemplar(Duration::from_millis(250), trace);
}
