use metrics_core::{GaugeFn, Metrics};

#[derive(Metrics)]
struct Shop {
    /// Orders waiting.
    queue_depth: GaugeFn,
}

fn main() {
    Shop::new().queue_depth.set(4.0);
}
