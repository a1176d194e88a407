use metrics_core::{Bounded, Counter, Label, Metrics};

#[derive(Clone, Copy, Label)]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

#[derive(Clone, Copy, Label)]
enum Status {
    Informational,
    Success,
    Redirection,
    ClientError,
    ServerError,
}

#[derive(Clone, Copy, Label)]
struct Route(Bounded<599>);

#[derive(Metrics)]
struct Server {
    /// Requests answered, by method, status and route.
    requests: Counter<(Method, Status, Route)>,
}

fn main() {}
