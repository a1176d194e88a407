use metrics_core::{Histogram, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Size of the archive.
    #[metric(unit = "bytes", buckets = [1, 1e19])]
    archive_size: Histogram<(), u64>,
}

fn main() {}
