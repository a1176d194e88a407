use metrics_core::track_metrics;

struct Shop;

#[track_metrics]
#[track_metrics(in_flight)]
impl Shop {
    fn order(&self) {}
}

fn main() {}
