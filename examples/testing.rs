//! Testing what a service counts: each test has metrics and a registry of its own, so tests run in parallel, in any
//! order, and twice.
//!
//! ```text
//! cargo test --example testing                    # the tests, as you would write them
//! cargo run --example testing                     # the same, twice in one process; also with --openmetrics
//! ```

use std::sync::Arc;
use std::time::Duration;

use metrics_core::{Counter, Format, Histogram, Label, Metrics, RegisterError, Registry, track_metrics};

#[derive(Clone, Copy, Label)]
enum Status {
    #[label(rename = "200")]
    Ok,
    #[label(rename = "404")]
    NotFound,
}

#[derive(Metrics)]
#[metrics(prefix = "test")]
struct ServiceMetrics {
    /// Requests answered, by status.
    requests: Counter<Status>,
    /// How long requests took.
    #[metric(buckets = [0.1, 1.0])]
    request_duration: Histogram<(), Duration>,
}

/// What is tested. It is given its metrics, as it is given its database.
struct Service {
    metrics: Arc<ServiceMetrics>,
}

impl Service {
    fn get(&self, path: &str) {
        let status = if path == "/" { Status::Ok } else { Status::NotFound };
        self.metrics.request_duration.observe(Duration::from_millis(50));
        self.metrics.requests.with(status).inc();
    }
}

#[track_metrics]
fn double(number: u32) -> Option<u32> {
    number.checked_mul(2)
}

/// Asks the metrics themselves: typed, no names, no registry.
#[cfg_attr(test, test)]
fn requests_are_counted() {
    let metrics = Arc::new(ServiceMetrics::new());
    let service = Service { metrics: Arc::clone(&metrics) };
    service.get("/");
    service.get("/");
    assert_eq!(metrics.requests.with(Status::Ok).value(), 2);
    assert_eq!(metrics.requests.with(Status::NotFound).value(), 0);
    let durations = metrics.request_duration.snapshot();
    assert_eq!((durations.count, durations.buckets), (2, vec![2, 0, 0]));
}

/// Asks for what a scraper sees: names are a promise to dashboards, worth a test.
#[cfg_attr(test, test)]
fn requests_are_exposed() -> Result<(), RegisterError> {
    let registry = a_service_in_use()?;
    let samples = registry.snapshot();
    assert_eq!(samples.value("test_requests_total", &[("status", "200")]), Some(2.0));
    assert_eq!(samples.value("test_requests_total", &[("status", "404")]), Some(0.0));
    assert_eq!(samples.value("test_request_duration_seconds_bucket", &[("le", "0.1")]), Some(2.0));
    Ok(())
}

/// What is shared by the whole process, as tracked functions are, is compared with what it was before.
#[cfg_attr(test, test)]
fn calls_are_counted() {
    let before = Registry::global().snapshot();
    assert_eq!(double(21), Some(42));
    let change = Registry::global().snapshot().since(&before);
    let labels = [("function", "double"), ("module", module_path!()), ("outcome", "ok")];
    assert_eq!(change.value("function_calls_total", &labels), Some(1.0));
}

fn a_service_in_use() -> Result<Registry, RegisterError> {
    let (registry, metrics) = (Registry::new(), Arc::new(ServiceMetrics::new()));
    registry.register(Arc::clone(&metrics))?;
    let service = Service { metrics };
    service.get("/");
    service.get("/");
    Ok(registry)
}

fn main() -> Result<(), RegisterError> {
    for _ in 0..2 {
        requests_are_counted();
        requests_are_exposed()?;
        calls_are_counted();
    }
    let openmetrics = std::env::args().any(|argument| argument == "--openmetrics");
    let format = if openmetrics { Format::OpenMetrics } else { Format::Text };
    print!("{}", a_service_in_use()?.to_text(format));
    Ok(())
}
