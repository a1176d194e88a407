use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    #[metrics(flatten, prefix = "http")]
    http: Http,
}

fn main() {}
