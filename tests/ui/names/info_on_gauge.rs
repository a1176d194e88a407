use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct About {
    /// The running program.
    build_info: Gauge,
}

fn main() {}
