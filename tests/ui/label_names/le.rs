use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

#[derive(Clone, Copy, LabelSet)]
struct Upload {
    le: Size,
}

fn main() {}
