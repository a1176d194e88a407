use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Label)]
enum Failure {
    Timeout,
    Refused { reason: String },
}

#[derive(Metrics)]
struct Client {
    /// Requests that failed.
    failures: Counter<Failure>,
}

fn main() {}
