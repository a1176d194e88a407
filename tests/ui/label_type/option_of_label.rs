use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method, if there is one.
    requests: Counter<Option<Method>>,
}

fn main() {}
