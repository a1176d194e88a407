use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
#[metrics(colour = "red")]
struct Shop {
    /// Orders processed.
    #[metric(namespace = "shop")]
    orders: Counter,
}

fn main() {
    Shop::new().orders.inc();
}
