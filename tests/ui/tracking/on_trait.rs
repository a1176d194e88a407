use metrics_core::track_metrics;

#[track_metrics]
trait Order {
    fn order(&self);
}

fn main() {}
