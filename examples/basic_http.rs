//! The three kinds of metric that most services begin with: a counter, a gauge, a histogram.
//!
//! ```text
//! cargo run --example basic_http                  # what a scraper would see; also with --openmetrics
//! ```

use std::thread;
use std::time::Duration;

use metrics_core::label::HttpMethod;
use metrics_core::{Counter, Format, Histogram, Label, LabelSet, Metrics, Registry, UpDownCounter};

#[derive(Clone, Copy, Label)]
enum Endpoint {
    #[label(rename = "/users")]
    Users,
    #[label(rename = "/orders")]
    Orders,
    /// Whatever else someone asks for: one series, not one for each path.
    #[label(other)]
    Other,
}

#[derive(Clone, Copy, LabelSet)]
struct Route {
    method: HttpMethod,
    endpoint: Endpoint,
}

#[derive(Metrics)]
struct HttpMetrics {
    /// Total HTTP requests.
    http_requests: Counter<Route>,
    /// How long requests took.
    #[metric(buckets = [0.01, 0.05, 0.1, 0.5, 1.0])]
    request_duration: Histogram<Endpoint, Duration>,
    /// Open connections.
    active_connections: UpDownCounter,
}

#[metrics_core::register]
static HTTP: HttpMetrics = HttpMetrics::new();

fn handle(method: &str, path: &str) {
    // From strings, because that is what arrives. Every method and path there is maps to one of the known ones.
    let (method, endpoint) = (HttpMethod::from(method), Endpoint::from(path));
    // Recorded when it is dropped: at every `return` and `?`, and also if we panic.
    let _timer = HTTP.request_duration.with(endpoint).start_timer();
    thread::sleep(Duration::from_millis(100));
    HTTP.http_requests.with(Route { method, endpoint }).inc();
}

fn main() {
    // Each is counted as long as its guard lives.
    let _open: Vec<_> = (0..5).map(|_| HTTP.active_connections.track()).collect();
    handle("GET", "/users");
    handle("GET", "/users");
    handle("POST", "/orders");

    let openmetrics = std::env::args().any(|argument| argument == "--openmetrics");
    let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
    print!("{}", Registry::global().to_text(format));
}
