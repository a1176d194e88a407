use metrics_core::{GaugeRows, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(table), max_rows = 500)]
    size: GaugeRows<1>,
}

fn fill(tables: &mut Tables) {
    tables.size.push([], 1.0);
}

fn main() {}
