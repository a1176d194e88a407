use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed.
    orders: Counter,
    #[metric(skip, name = "cache")]
    cache: Vec<u8>,
}

fn main() {}
