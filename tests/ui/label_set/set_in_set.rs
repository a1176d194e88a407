use metrics_core::{Label, LabelSet};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(Clone, Copy, LabelSet)]
struct Route {
    from: Zone,
    to: Zone,
}

#[derive(Clone, Copy, LabelSet)]
struct Packet {
    route: Route,
    retried: bool,
}

fn main() {}
