use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method and user.
    requests: Counter<(Method, u64)>,
}

fn main() {}
