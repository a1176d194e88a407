use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    /// What is served over HTTP.
    http: Http,
}

fn main() {}
