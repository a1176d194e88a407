use metrics_core::{Label, track_metrics};

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

struct Order {
    size: Size,
}

#[track_metrics(after(size = order.size))]
fn take(order: Order) -> bool {
    drop(order);
    true
}

fn main() {}
