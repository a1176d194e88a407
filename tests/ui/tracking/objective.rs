use metrics_core::track_metrics;

#[track_metrics(slo = "200 milliseconds")]
fn order() {}

#[track_metrics(slo = "-1s")]
fn pay() {}

fn main() {}
