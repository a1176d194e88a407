use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    #[metrics(prefix = "http")]
    #[metric(unit = "bytes")]
    http: Http,
}

fn main() {}
