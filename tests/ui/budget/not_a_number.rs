use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metrics(max_series = "100")]
struct Server {
    /// Requests answered.
    #[metric(max_series = -1)]
    requests: Counter,
    /// Requests refused.
    #[metric(max_series = 1e3)]
    refused: Counter,
}

fn main() {}
