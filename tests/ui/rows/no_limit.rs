use metrics_core::{GaugeRows, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(database, table))]
    size: GaugeRows<2>,
}

fn main() {}
