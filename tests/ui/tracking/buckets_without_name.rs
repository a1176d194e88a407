use metrics_core::track_metrics;

#[track_metrics(buckets = [0.1, 1.0])]
fn order() {}

fn main() {}
