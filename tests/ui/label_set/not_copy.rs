use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(LabelSet)]
struct Route {
    from: Zone,
    to: Zone,
}

fn main() {}
