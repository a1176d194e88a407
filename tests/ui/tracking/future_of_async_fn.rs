use metrics_core::track_metrics;

#[track_metrics(future)]
async fn order() {}

fn main() {}
