use metrics_core::{Counter, Metrics};

struct Http {
    requests: Counter,
}

#[derive(Metrics)]
struct Server {
    #[metrics(prefix = "http")]
    http: Http,
}

fn main() {}
