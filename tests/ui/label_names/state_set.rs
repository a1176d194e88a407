use metrics_core::{Label, Metrics, StateSet};

#[derive(Clone, Copy, Label)]
#[label(name = "__phase")]
enum Phase {
    Starting,
    Running,
}

#[derive(Metrics)]
struct Server {
    /// What the server is doing.
    phase: StateSet<Phase>,
}

fn main() {}
