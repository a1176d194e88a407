use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(database), max_rows = 500)]
    size: Gauge,
}

fn main() {}
