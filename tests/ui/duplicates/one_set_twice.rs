use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    #[metrics(flatten)]
    internal: Http,
    #[metrics(flatten)]
    external: Http,
}

fn main() {}
