#![deny(unused_must_use)]

use metrics_core::{Counter, Histogram, Label, Metrics, UpDownCounter};
use std::time::Duration;

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method.
    requests: Counter<Method>,
    /// Requests being answered.
    in_flight: UpDownCounter,
    /// Time to answer.
    latency: Histogram<(), Duration>,
}

fn main() {
    let server = Server::new();
    server.requests.with(Method::Get);
    server.in_flight.track();
    server.latency.start_timer();
}
