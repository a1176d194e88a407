use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Shop {
    #[metrics(prefix = "HTTP")]
    http: Http,
}

fn main() {}
