use metrics_core::{Counter, Metrics};

#[derive(Clone, Copy)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method.
    requests: Counter<Method>,
}

fn main() {}
