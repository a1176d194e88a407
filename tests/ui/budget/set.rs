use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metrics(max_series = 100)]
struct Server {
    /// Requests answered.
    requests: Counter<(HttpMethod, StatusClass)>,
    /// Requests refused.
    refused: Counter<HttpMethod>,
    /// Requests retried.
    retried: Counter<(HttpMethod, StatusClass)>,
}

fn main() {}
