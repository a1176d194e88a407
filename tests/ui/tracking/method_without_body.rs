use metrics_core::track_metrics;

trait Order {
    #[track_metrics]
    fn order(&self) -> u32;
}

fn main() {}
