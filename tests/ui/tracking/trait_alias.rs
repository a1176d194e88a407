use metrics_core::track_metrics;

#[track_metrics]
trait Sells = Clone;

fn main() {}
