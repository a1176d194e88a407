use metrics_core::track_metrics;

#[track_metrics(future)]
fn order() -> u8 {
    1
}

fn main() {}
