use metrics_core::track_metrics;

#[track_metrics]
fn order(id: u32) -> u32 {
    let next = id.
}

fn main() {
    order(1);
}
