use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method and status.
    #[metric(max_series = 50)]
    requests: Counter<(HttpMethod, StatusClass)>,
}

fn main() {}
