use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter<(HttpMethod, StatusClass)>,
}

#[derive(Metrics)]
#[metrics(max_series = 100)]
struct Server {
    #[metrics(prefix = "internal")]
    internal: Http,
    #[metrics(prefix = "external")]
    external: Http,
}

fn main() {}
