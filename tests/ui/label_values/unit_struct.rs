use metrics_core::Label;

#[derive(Clone, Copy, Label)]
struct Get;

fn main() {}
