use metrics_core::{Info, Metrics};

#[derive(Metrics)]
struct About {
    /// The running program.
    #[metric(unit = "bytes", info(version = "1.2"))]
    build: Info,
}

fn main() {}
