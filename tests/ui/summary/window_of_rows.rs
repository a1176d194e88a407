use metrics_core::{Metrics, SummaryRows};

#[derive(Metrics)]
struct Tables {
    /// Time that a statement took.
    #[metric(rows(database), max_rows = 50, quantiles = [0.5], window = "10m", unit = "seconds")]
    statement: SummaryRows<1>,
}

fn main() {}
