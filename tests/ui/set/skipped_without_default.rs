use metrics_core::{Counter, Metrics};

struct Connection;

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    #[metric(skip)]
    connection: Connection,
}

fn main() {}
