use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    #[metric(buckets = [1, 2, 3])]
    orders: Counter,
}

fn main() {}
