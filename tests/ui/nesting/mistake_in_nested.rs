use metrics_core::{Counter, Metrics, register};

#[derive(Metrics)]
struct Http {
    /// Requests answered.
    request_count: Counter,
}

#[derive(Metrics)]
struct Server {
    #[metrics(prefix = "http")]
    http: Http,
}

#[register]
static SERVER: Server = Server::new();

fn main() {
    SERVER.http.request_count.inc();
}
