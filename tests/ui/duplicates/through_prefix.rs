use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
#[metrics(prefix = "server")]
struct Server {
    /// Requests over HTTP.
    http_requests: Counter,
    #[metrics(prefix = "http")]
    http: Http,
}

fn main() {}
