use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Server {
    /// Requests answered.
    #[metric(max_series = 0)]
    requests: Counter,
}

fn main() {}
