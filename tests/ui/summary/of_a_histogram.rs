use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Time to the answer.
    #[metric(unit = "seconds", quantiles = [0.5])]
    latency: Histogram,
}

fn main() {
    let _ = Shop::new();
}
