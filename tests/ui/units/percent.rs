use metrics_core::{Gauge, Metrics};

#[derive(Metrics)]
struct Disk {
    /// How full the disk is.
    #[metric(unit = "percent")]
    used: Gauge,
}

fn main() {}
