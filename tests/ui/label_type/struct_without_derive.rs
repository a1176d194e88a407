use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy)]
struct Request {
    method: Method,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method.
    requests: Counter<Request>,
}

fn main() {}
