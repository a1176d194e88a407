use metrics_core::{Histogram, Metrics};
use std::time::Duration;

#[derive(Metrics)]
struct Server {
    /// Time to answer.
    latency: Histogram<(), Duration>,
}

fn main() {
    let timer = {
        let server = Server::new();
        server.latency.start_timer()
    };
    timer.stop();
}
