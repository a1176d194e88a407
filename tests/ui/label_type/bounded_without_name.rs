use metrics_core::{Bounded, Counter, Metrics};

#[derive(Metrics)]
struct Server {
    /// Requests answered, by tenant.
    requests: Counter<Bounded<32>>,
}

fn main() {}
