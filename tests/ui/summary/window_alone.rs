use metrics_core::{Metrics, Summary};

#[derive(Metrics)]
struct Shop {
    /// Time to the answer.
    #[metric(window = "10m")]
    latency: Summary,
}

fn main() {
    let _ = Shop::new();
}
