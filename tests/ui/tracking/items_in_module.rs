use metrics_core::track_metrics;

#[track_metrics]
mod shop {
    #[track_metrics(skip)]
    pub struct Order;

    #[track_metrics(in_flight)]
    pub const LIMIT: usize = 10;

    pub fn order() {}
}

fn main() {}
