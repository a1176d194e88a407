use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Zone {
    East,
    West,
}

#[derive(Metrics)]
struct Network {
    /// Packets sent, by where from and where to.
    packets: Counter<(Zone, Zone)>,
}

fn main() {}
