use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, LabelSet)]
struct Route<Z: Label> {
    from: Z,
    to: Z,
}

fn main() {}
