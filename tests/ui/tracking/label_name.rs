use metrics_core::track_metrics;

#[track_metrics(labels(isLarge = large))]
fn order(large: bool) {
    let _ = large;
}

fn main() {}
