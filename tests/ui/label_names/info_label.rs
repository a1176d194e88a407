use metrics_core::{Info, Metrics};

#[derive(Metrics)]
struct About {
    /// The running program.
    #[metric(info(gitCommit = "1a2b3c", le = "1"))]
    build: Info,
}

fn main() {}
