use metrics_core::{Counter, Label, LabelSet, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    method: Method,
    cached: bool,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered.
    requests: Counter<Request>,
}

fn main() {
    let server = Server::new();
    server.requests.with(Request { method: Method::Get, cached: true, user: "alice" }).inc();
    server.requests.with(Request { method: Method::Get }).inc();
    server.requests.with(Request { method: Method::Fetch, cached: true }).inc();
}
