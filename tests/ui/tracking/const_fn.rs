use metrics_core::track_metrics;

#[track_metrics]
const fn limit() -> usize {
    10
}

const LIMIT: usize = limit();

fn main() {
    let _ = [0; LIMIT];
}
