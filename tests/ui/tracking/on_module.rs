use metrics_core::track_metrics;

#[track_metrics]
mod shop {
    pub fn order() {}
}

fn main() {
    shop::order();
}
