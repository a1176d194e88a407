use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(Clone, Copy, LabelSet)]
struct Route(Zone, Zone);

fn main() {}
