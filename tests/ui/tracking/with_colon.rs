use metrics_core::track_metrics;

#[track_metrics(function: "order")]
fn order() {}

fn main() {}
