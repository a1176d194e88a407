use metrics_core::{Info, Metrics};

#[derive(Metrics)]
struct About {
    /// The running program.
    #[metric(info(version = 1.2))]
    build: Info,
    /// Where it runs.
    #[metric(info = "region")]
    place: Info,
    /// Where it runs, exactly.
    #[metric(info(region, zone, region))]
    exactly: Info,
}

fn main() {}
