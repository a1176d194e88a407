use metrics_core::{Counter, Metrics, track_metrics};
use std::sync::Arc;

#[derive(Metrics)]
struct ShopMetrics {
    /// Orders.
    orders: Counter,
}

struct Shop {
    sold: u64,
    metrics: Arc<ShopMetrics>,
}

impl Shop {
    #[track_metrics(calls = self.metrics.orders)]
    fn order(&mut self) -> Option<u64> {
        self.sold += 1;
        Some(self.sold)
    }
}

fn main() {}
