use metrics_core::{Metrics, Summary};

#[derive(Metrics)]
struct Shop {
    /// Time to the answer.
    #[metric(quantiles = [0.9, 0.5])]
    latency: Summary,
}

fn main() {
    let _ = Shop::new();
}
