use metrics_core::track_metrics;

#[track_metrics(busy)]
fn order() {}

fn main() {}
