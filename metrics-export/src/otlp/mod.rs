//! Sends the metrics to an OpenTelemetry collector, or to what else understands
//! [OTLP](https://opentelemetry.io/docs/specs/otlp/): over HTTP, or gRPC (feature `otlp-grpc`).
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use metrics_export::otlp::OtlpExporter;
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let exporter = OtlpExporter::from_env().resource("service.name", "shop").spawn()?;
//! // … the service, until it is time to go:
//! exporter.shutdown(Duration::from_secs(5)).await?;
//! # Ok(())
//! # }
//! ```
//!
//! Without a tokio runtime, [`start`](OtlpExporter::start) takes the place of [`spawn`](OtlpExporter::spawn).
//!
//! # What is sent
//!
//! | metric | in OTLP | |
//! |---|---|---|
//! | `Counter`, `CounterFn` | sum, monotonic | integers as integers; durations in seconds |
//! | `UpDownCounter` | sum, not monotonic | |
//! | `Gauge`, `GaugeFn` | gauge | |
//! | `Histogram` | histogram | no sum if there are bounds below zero |
//! | `Histogram` that is `native` | exponential histogram, if it has no other buckets | see [`exponential_histograms`](OtlpExporter::exponential_histograms) |
//! | `Summary` | summary | |
//! | `Info`, `StateSet` | sum, not monotonic, of ones and zeros | |
//!
//! Series that were never touched are sent at 0, as they are to a scraper. The unit is one of UCUM (`s`, `By`; none stays
//! none), the description the help text. A point's time begins when its metric was registered. Exemplars are sent
//! once.
//!
//! Names are those that a scraper sees, `shop_orders_total` and `shop_payment_duration_seconds`: so they are the same
//! in a Prometheus server, whichever way they come, and OpenTelemetry's specification wants it so.
//! [`without_suffixes`](OtlpExporter::without_suffixes) leaves type and unit out.
//!
//! # When the collector is down
//!
//! A message that may arrive later (no connection, no answer, the status 429, 502, 503 or 504; over gRPC likewise) is
//! sent again, first after a second, then after twice as long each time, or when the collector says, until the
//! [export's time](OtlpExporter::export_timeout) is over. Nothing is lost with what did not arrive:
//!
//! - cumulative values hold all since the beginning, whatever arrived of them;
//! - changes ([`Temporality::Delta`]) are counted from the last message that arrived. So the next one that arrives covers
//!   all the time since then. A message that arrived without an answer that says so is counted twice: OTLP has nothing to
//!   tell it by.
//!
//! What a program holds for that does not grow: it is the last values that arrived. Failures are counted by
//! `metrics_export_deliveries_total`, points that a collector refused by `metrics_export_refused_points_total`; and each is
//! handed to [`on_error`](OtlpExporter::on_error).
//!
//! # Environment
//!
//! [`from_env`](OtlpExporter::from_env) reads these variables. What stands in brackets may be there or not; with it, it
//! wins.
//!
//! | variable | |
//! |---|---|
//! | `OTEL_SDK_DISABLED` | `true`: nothing is exported |
//! | `OTEL_METRICS_EXPORTER` | without `otlp` in the list, nothing is exported |
//! | `OTEL_EXPORTER_OTLP_ENDPOINT` | for HTTP, `/v1/metrics` is added |
//! | `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT` | as it is |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]PROTOCOL` | `http/protobuf`, which is the default, or `grpc` |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]HEADERS` | `name=value,name=value`, values with percent signs |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]TIMEOUT` | for one attempt, in milliseconds |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]COMPRESSION` | `gzip` or `none` |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]INSECURE` | `true`: no TLS, for a gRPC endpoint that is a host and a port |
//! | `OTEL_EXPORTER_OTLP_[METRICS_]CERTIFICATE`, `…CLIENT_CERTIFICATE`, `…CLIENT_KEY` | files (feature `client-tls`) |
//! | `OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE` | `cumulative`; `delta` or `lowmemory` |
//! | `OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION` | `base2_exponential_bucket_histogram`: see [`exponential_histograms`](OtlpExporter::exponential_histograms) |
//! | `OTEL_METRIC_EXPORT_INTERVAL`, `OTEL_METRIC_EXPORT_TIMEOUT` | in milliseconds |
//! | `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_SERVICE_NAME` | who exports |
//!
//! A variable that is empty is not there. One that is wrong is told about on the standard error, and ignored. What cannot be
//! used, an endpoint that is no URL or a file that cannot be read, is an error of
//! [`spawn`](OtlpExporter::spawn) and [`start`](OtlpExporter::start): without it, metrics would go elsewhere.
//!
//! Redirects are not followed, and proxies not used.

mod encode;
mod env;
mod error;
mod export;
mod exporter;
mod periodic;
mod resource;
mod settings;
mod transport;
mod wishes;

#[cfg(any(test, metrics_fuzz))]
pub(crate) use env::complaints;
pub use error::OtlpError;
pub use exporter::OtlpExporter;
pub use periodic::{OtlpTask, OtlpThread};
pub use settings::{Compression, Protocol, Temporality};
