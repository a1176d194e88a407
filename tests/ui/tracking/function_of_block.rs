use metrics_core::track_metrics;

struct Shop;

#[track_metrics(function = "shop")]
impl Shop {
    fn order(&self) {}
}

fn main() {
    Shop.order();
}
