use metrics_core::track_metrics;

struct Order {
    is_large: bool,
}

impl Order {
    #[track_metrics(labels(is_large = self.is_large))]
    fn order(&self) {}
}

fn main() {}
