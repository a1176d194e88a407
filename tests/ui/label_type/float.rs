use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Payments, by amount.
    payment_ratio: Histogram<f64>,
}

fn main() {}
