use metrics_core::track_metrics;

#[track_metrics(function = "order", function = "checkout")]
fn order() {}

fn main() {}
