use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Shop(
    /// Orders processed.
    Counter,
);

fn main() {
    Shop::new();
}
