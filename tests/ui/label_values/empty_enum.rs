use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Nothing {}

#[derive(Metrics)]
struct Server {
    /// Requests answered.
    requests: Counter<Nothing>,
}

fn main() {}
