use metrics_core::{Bounded, Histogram, Label, Metrics};
use std::time::Duration;

#[derive(Clone, Copy, Label)]
struct Tenant(Bounded<999>);

#[derive(Metrics)]
struct Server {
    /// Time to answer, by tenant.
    latency: Histogram<Tenant, Duration>,
}

fn main() {}
