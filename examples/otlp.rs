//! A service that sends its metrics to an OpenTelemetry collector, as the variables `OTEL_…` of the environment say:
//! once a second if they say nothing, to `http://localhost:4318`, and a last time when it ends.
//!
//! ```text
//! cargo run --example otlp                        # two seconds; also with --openmetrics
//! OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317 OTEL_EXPORTER_OTLP_PROTOCOL=grpc cargo run --example otlp
//! cargo run --example otlp -- --once              # at once
//! ```
//!
//! If no collector listens, it says so, and works all the same.

use std::env;
use std::error::Error;
use std::time::Duration;

use metrics_core::label::HttpMethod;
use metrics_core::{
    Counter, Format, Gauge, Histogram, Info, Label, Metrics, Registry, StateSet, Summary, UpDownCounter,
};
use metrics_export::otlp::OtlpExporter;
use tokio::time::sleep;

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Serving,
    Ending,
}

#[derive(Metrics)]
#[metrics(prefix = "till")]
struct TillMetrics {
    /// Receipts printed.
    receipts: Counter<HttpMethod>,
    /// Time that drawers were open.
    open_drawer: Counter<(), Duration>,
    /// Customers in the queue.
    queue: UpDownCounter,
    /// Paper that is left.
    #[metric(unit = "meters")]
    paper: Gauge,
    /// How long a customer is served.
    #[metric(buckets = [0.005, 0.01, 0.025, 0.05])]
    service_duration: Histogram<HttpMethod, Duration>,
    /// What a receipt weighs.
    #[metric(unit = "bytes", buckets = exponential(256.0, 4.0, 5))]
    receipt_size: Histogram,
    /// Items for each customer.
    items: Summary<(), u64>,
    /// What it does now.
    phase: StateSet<Phase>,
    /// The program.
    #[metric(info(version = env!("CARGO_PKG_VERSION")))]
    build: Info,
}

#[metrics_core::register]
static TILL: TillMetrics = TillMetrics::new();

async fn serve(number: u32) {
    let _customer = TILL.queue.track();
    let method = if number % 3 == 0 { HttpMethod::Post } else { HttpMethod::Get };
    let _timer = TILL.service_duration.with(method).start_timer();
    sleep(Duration::from_millis(u64::from(number % 30))).await;
    TILL.open_drawer.inc_by(Duration::from_micros(u64::from(number) * 1001));
    TILL.receipts.with(method).inc();
    TILL.receipt_size.observe(f64::from(number * number) + 0.5);
    TILL.items.observe(u64::from(number % 7));
    TILL.paper.set(100.0 - f64::from(number) / 8.0);
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let asked_for = |flag: &str| env::args().any(|argument| argument == flag);
    let mut exporter = OtlpExporter::from_env();
    if env::var_os("OTEL_METRIC_EXPORT_INTERVAL").is_none() {
        exporter = exporter.interval(Duration::from_secs(1));
    }
    if env::var_os("OTEL_SERVICE_NAME").is_none() {
        exporter = exporter.resource("service.name", "till");
    }
    let exporter = exporter.spawn()?;

    TILL.phase.set(Phase::Serving);
    for number in 0..if asked_for("--once") { 10 } else { 150 } {
        serve(number).await;
    }
    TILL.phase.set(Phase::Ending);

    let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
    print!("{}", Registry::global().to_text(format));
    // What was recorded since the last export leaves with this one. That it failed has been said.
    let _ = exporter.shutdown(Duration::from_secs(3)).await;
    Ok(())
}
