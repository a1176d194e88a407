use metrics_core::{Counter, Gauge, Metrics};

#[derive(Metrics)]
#[metrics(prefix = "shop")]
struct Shop {
    /// Orders processed.
    orders: Vec<Counter>,
    /// Refunds.
    refunds_total: Gauge,
    /// Time spent waiting.
    wait_ms: Gauge,
    /// Customers, by whether they are new and whether they are members.
    customers: Counter<(bool, bool)>,
}

fn main() {}
