use metrics_core::{HistogramRows, Metrics};

#[derive(Metrics)]
struct Tables {
    /// Size on disk.
    #[metric(rows(table), max_rows = 2_000, buckets = [1, 2, 3])]
    size: HistogramRows<1>,
}

fn main() {}
