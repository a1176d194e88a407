//! The four golden signals of a service: latency, traffic, errors and saturation.
//!
//! ```text
//! cargo run --example golden_signals              # what a scraper would see; also with --openmetrics
//! ```

use std::thread;
use std::time::Duration;

use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Format, Histogram, Label, LabelSet, Metrics, Registry, UpDownCounter, buckets};

/// An error whose cases are known is a label as it is.
#[derive(Clone, Copy, Debug, PartialEq, Label)]
#[label(name = "error_type")]
enum Failure {
    Timeout,
    ConnectionLost,
    InvalidInput,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    method: HttpMethod,
    status: StatusClass,
}

#[derive(Metrics)]
struct GoldenSignals {
    /// Traffic: requests answered, the failed ones included.
    http_requests: Counter<Request>,
    /// Latency: how long requests took.
    http_request_duration: Histogram<HttpMethod, Duration>,
    /// Errors: requests that failed, by the reason.
    http_errors: Counter<(HttpMethod, Failure)>,
    /// Saturation: database connections in use.
    db_pool_connections_used: UpDownCounter,
    /// How long queries took.
    #[metric(buckets = buckets::DATABASE)]
    db_query_duration: Histogram<(), Duration>,
}

#[metrics_core::register]
static SIGNALS: GoldenSignals = GoldenSignals::new();

fn handle(method: HttpMethod, sql: &str) -> Result<usize, Failure> {
    let _timer = SIGNALS.http_request_duration.with(method).start_timer();
    let answer = query(sql);
    // One way out, so that an error is a request, too: or else errors / requests would be no ratio.
    let status = match answer {
        Ok(_) => StatusClass::Success,
        Err(Failure::InvalidInput) => StatusClass::ClientError,
        Err(_) => StatusClass::ServerError,
    };
    SIGNALS.http_requests.with(Request { method, status }).inc();
    if let Err(failure) = answer {
        SIGNALS.http_errors.with((method, failure)).inc();
    }
    answer
}

fn query(sql: &str) -> Result<usize, Failure> {
    // The connection is given back, and the time recorded, however we leave.
    let _connection = SIGNALS.db_pool_connections_used.track();
    let _timer = SIGNALS.db_query_duration.start_timer();
    thread::sleep(Duration::from_millis(3));
    match sql {
        "" => Err(Failure::InvalidInput),
        "SELECT sleep(1000)" => Err(Failure::Timeout),
        _ => Ok(sql.len()),
    }
}

fn main() {
    for _ in 0..8 {
        assert!(handle(HttpMethod::Get, "SELECT 1").is_ok());
    }
    assert!(handle(HttpMethod::Post, "INSERT 1").is_ok());
    assert_eq!(handle(HttpMethod::Get, "SELECT sleep(1000)"), Err(Failure::Timeout));
    assert_eq!(handle(HttpMethod::Post, ""), Err(Failure::InvalidInput));
    assert_eq!(SIGNALS.db_pool_connections_used.value(), 0);

    let openmetrics = std::env::args().any(|argument| argument == "--openmetrics");
    let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
    print!("{}", Registry::global().to_text(format));
}
