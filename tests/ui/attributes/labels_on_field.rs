use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(Clone, Copy, LabelSet)]
#[label(rename = "route")]
struct Route {
    #[labels(rename = "source")]
    from: Zone,
    #[label(name = "target")]
    to: Zone,
}

fn main() {}
