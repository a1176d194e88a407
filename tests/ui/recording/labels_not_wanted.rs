use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered.
    requests: Counter,
}

fn main() {
    Server::new().requests.with(Method::Get).inc();
}
