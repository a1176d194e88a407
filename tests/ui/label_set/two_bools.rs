use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Server {
    /// Requests answered, by whether they were cached and whether they were compressed.
    requests: Counter<(bool, bool)>,
}

fn main() {}
