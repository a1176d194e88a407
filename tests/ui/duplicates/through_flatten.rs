use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    /// Requests of any kind.
    requests: Counter,
    #[metrics(flatten)]
    http: Http,
}

fn main() {}
