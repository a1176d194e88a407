use metrics_core::{GaugeRows, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(database), max_rows = 500)]
    size: GaugeRows<2>,
}

fn main() {}
