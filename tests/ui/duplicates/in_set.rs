use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    /// Orders that came from the app.
    #[metric(name = "orders")]
    app_orders: Counter,
}

fn main() {}
