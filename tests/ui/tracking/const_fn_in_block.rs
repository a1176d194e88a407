use metrics_core::track_metrics;

struct Shop;

#[track_metrics]
impl Shop {
    const fn limit() -> usize {
        10
    }

    fn order(&self) {}
}

const LIMIT: usize = Shop::limit();

fn main() {
    Shop.order();
    let _ = [0; LIMIT];
}
