use metrics_core::{GaugeRows, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(table), max_rows = 0)]
    size: GaugeRows<1>,
}

fn main() {}
