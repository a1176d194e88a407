use metrics_core::{Counter, Info, Metrics};

#[derive(Metrics)]
struct About {
    /// The running program.
    build: Info,
    /// Starts of the program.
    #[metric(info(version = "1.2"))]
    starts: Counter,
}

fn main() {}
