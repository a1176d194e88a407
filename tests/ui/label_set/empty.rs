use metrics_core::LabelSet;

#[derive(Clone, Copy, LabelSet)]
struct Nothing {}

fn main() {}
