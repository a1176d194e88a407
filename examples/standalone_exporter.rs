//! A program without an HTTP server of its own, and without async: the endpoint runs on a thread beside it.
//!
//! ```text
//! cargo run --example standalone_exporter         # then: curl http://127.0.0.1:8000/metrics
//! cargo run --example standalone_exporter -- --once       # some requests, one exposition; also with --openmetrics
//! ```

use std::io;
use std::thread;
use std::time::Duration;

use metrics_core::label::HttpMethod;
use metrics_core::{Counter, Format, Gauge, Histogram, Label, LabelSet, Metrics, Registry, UpDownCounter};

#[derive(Clone, Copy, Label)]
enum Endpoint {
    #[label(rename = "/api/users")]
    Users,
    #[label(rename = "/api/orders")]
    Orders,
}

/// The codes that this program answers with. (For all there are, see `StatusClass`.)
#[derive(Clone, Copy, Label)]
enum Status {
    #[label(rename = "200")]
    Ok,
    #[label(rename = "500")]
    InternalServerError,
}

#[derive(Clone, Copy, Label)]
enum QueueName {
    Email,
    Reports,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    method: HttpMethod,
    endpoint: Endpoint,
    status: Status,
}

#[derive(Metrics)]
#[metrics(prefix = "app")]
struct AppMetrics {
    /// Requests answered.
    requests: Counter<Request>,
    /// How long requests took.
    #[metric(buckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0])]
    request_duration: Histogram<Endpoint, Duration>,
    /// Requests being processed.
    active_requests: UpDownCounter,
    /// Jobs that wait.
    queue_depth: Gauge<QueueName>,
}

#[metrics_core::register]
static APP: AppMetrics = AppMetrics::new();

fn process(number: u64) {
    let (method, endpoint) = match number % 3 {
        0 => (HttpMethod::Post, Endpoint::Orders),
        _ => (HttpMethod::Get, Endpoint::Users),
    };
    let _active = APP.active_requests.track();
    let _timer = APP.request_duration.with(endpoint).start_timer();
    let status = match work(number) {
        Ok(()) => Status::Ok,
        Err(_) => Status::InternalServerError,
    };
    APP.requests.with(Request { method, endpoint, status }).inc();
}

/// Takes 1 to 20 ms, and fails once in 20 times.
fn work(number: u64) -> io::Result<()> {
    thread::sleep(Duration::from_millis(1 + number % 20));
    APP.queue_depth.with(QueueName::Email).set((number % 12) as f64);
    APP.queue_depth.with(QueueName::Reports).add(if number % 2 == 0 { 1.0 } else { -1.0 });
    if number % 20 == 19 { Err(io::ErrorKind::TimedOut.into()) } else { Ok(()) }
}

fn main() -> io::Result<()> {
    let asked_for = |flag: &str| std::env::args().any(|argument| argument == flag);
    if asked_for("--once") {
        (0..100).for_each(process);
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        print!("{}", Registry::global().to_text(format));
        return Ok(());
    }
    let server = metrics_export::serve("127.0.0.1:8000")?;
    println!("metrics on http://{}/metrics", server.local_addr());
    for number in 0.. {
        process(number);
    }
    Ok(())
}
