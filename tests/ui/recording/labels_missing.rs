use metrics_core::{Counter, Gauge, Histogram, Label, Metrics, UpDownCounter};
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
    /// Requests being answered, by method.
    in_flight: UpDownCounter<Method>,
    /// Requests waiting, by method.
    waiting: Gauge<Method>,
    /// Time to answer, by method.
    latency: Histogram<Method, Duration>,
}

fn main() {
    let server = Server::new();
    server.requests.inc();
    let _in_flight = server.in_flight.track();
    server.waiting.set(4.0);
    let _timer = server.latency.start_timer();
}
