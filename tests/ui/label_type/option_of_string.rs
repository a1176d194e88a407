use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders processed, by voucher.
    orders: Counter<Option<String>>,
}

fn main() {}
