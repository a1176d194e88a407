use metrics_core::{Counter, Label, LabelSet, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, LabelSet)]
struct Request {
    method: Method,
    path: String,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method and path.
    requests: Counter<Request>,
}

fn main() {}
