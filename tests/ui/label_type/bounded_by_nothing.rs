use metrics_core::{Bounded, Label};

#[derive(Clone, Copy, Label)]
struct Tenant(Bounded<0>);

fn main() {}
