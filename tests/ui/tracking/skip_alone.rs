use metrics_core::track_metrics;

#[track_metrics(skip)]
fn order() {}

fn main() {
    order();
}
