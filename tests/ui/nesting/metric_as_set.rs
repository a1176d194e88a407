use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Server {
    #[metrics(flatten)]
    requests: Counter,
}

fn main() {}
