use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(Clone, Copy, LabelSet)]
struct Route {
    zone: Zone,
    #[label(rename = "zone")]
    to: Zone,
}

fn main() {}
