use metrics_core::{Label, Metrics, StateSet};

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Running,
}

#[derive(Metrics)]
struct Server {
    /// What the server is doing.
    #[metric(unit = "seconds")]
    phase: StateSet<Phase>,
}

fn main() {}
