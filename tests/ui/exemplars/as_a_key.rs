use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Payment round trip.
    #[metric(exemplars)]
    payment_duration: Histogram<(), std::time::Duration>,
}

fn main() {
    let _ = Shop::new();
}
