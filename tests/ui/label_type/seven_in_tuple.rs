use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Switches {
    /// Times that the switches were moved.
    moves: Counter<(bool, bool, bool, bool, bool, bool, bool)>,
}

fn main() {}
