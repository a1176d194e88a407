use metrics_core::{Counter, Metrics};

const NAME: &str = "orders";

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    /// Orders that came from the app.
    #[metric(name = NAME)]
    app_orders: Counter,
}

fn main() {}
