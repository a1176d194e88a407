use metrics_core::track_metrics;

#[track_metrics]
#[track_metrics]
fn order() {}

fn main() {}
