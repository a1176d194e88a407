use std::net::IpAddr;

use metrics_core::{Counter, Metrics};

#[derive(Metrics)]
struct Server {
    /// Requests answered, by client.
    requests: Counter<IpAddr>,
}

fn main() {}
