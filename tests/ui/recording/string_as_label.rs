use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method.
    requests: Counter<Method>,
}

fn main() {
    Server::new().requests.with("GET").inc();
}
