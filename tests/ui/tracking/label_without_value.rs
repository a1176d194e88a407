use metrics_core::{Label, track_metrics};

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

#[track_metrics(labels(size))]
fn take(size: Size) {
    let _ = size;
}

fn main() {}
