use metrics_core::{Histogram, Metrics};

mod slo {
    pub const LATENCY: &[f64] = &[0.1, 0.5, 0.2];
}

#[derive(Metrics)]
struct Shop {
    /// Time to pay.
    #[metric(unit = "seconds", buckets = slo::LATENCY)]
    payment: Histogram,
}

fn main() {}
