use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Everything.
    total: Counter,
}

fn main() {}
