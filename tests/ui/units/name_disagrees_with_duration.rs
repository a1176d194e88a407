use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Shop {
    /// Time to upload.
    upload_bytes: Histogram<(), Duration>,
}

fn main() {}
