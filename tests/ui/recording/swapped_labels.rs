use metrics_core::{Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
}

#[derive(Clone, Copy, Label)]
enum Outcome {
    Success,
    Declined,
}

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method and outcome.
    requests: Counter<(Method, Outcome)>,
}

fn main() {
    Server::new().requests.with((Outcome::Success, Method::Get)).inc();
}
