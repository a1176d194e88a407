use metrics_core::track_metrics;

#[track_metrics]
struct Shop;

fn main() {
    let _ = Shop;
}
