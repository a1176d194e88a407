use metrics_core::{Label, track_metrics};

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

#[track_metrics(labels(size = size), after(size = *result))]
fn take(size: Size) -> Size {
    size
}

fn main() {}
