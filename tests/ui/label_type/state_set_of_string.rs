use metrics_core::{Metrics, StateSet};

#[derive(Metrics)]
struct Server {
    /// What the server is doing.
    phase: StateSet<String>,
}

fn main() {}
