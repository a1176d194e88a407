use metrics_core::track_metrics;

#[track_metrics(crate = self::core, functoin = "limit")]
const fn limit() -> usize {
    10
}

fn main() {
    let _ = limit();
}
