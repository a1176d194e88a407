use metrics_core::{Label, track_metrics};

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

#[track_metrics(labels(a = size, b = size, c = size, d = size, e = size, f = size), after(g = *result, h = *result))]
fn take(size: Size) -> Size {
    size
}

fn main() {}
