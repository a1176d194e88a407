use metrics_core::track_metrics;

#[track_metrics(track_concurrency, objective = API_SLO)]
fn order() {}

fn main() {}
