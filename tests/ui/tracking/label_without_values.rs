use metrics_core::track_metrics;

#[track_metrics(labels(shop = shop.clone()))]
fn order(shop: String) {
    drop(shop);
}

fn main() {}
