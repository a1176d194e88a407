//! What scrapes cost, and what goes wrong in them, as metrics.

use std::sync::{Arc, Weak};
use std::time::Duration;
#[cfg(feature = "http")]
use std::time::SystemTime;

use metrics_core::{
    Counter, CounterRows, Gauge, GaugeRows, Histogram, Label, Metrics, RegisterError, Registry, RegistryRef,
};

/// Exposes what the scrapes of this program cost, and what goes wrong in those of this registry.
///
/// | metric | type | what |
/// |---|---|---|
/// | `metrics_scrapes_total{format}` | counter | expositions rendered, by format |
/// | `metrics_scrape_duration_seconds` | histogram | how long that took, the compression included |
/// | `metrics_exposition_bytes{format}` | gauge | the size of the last one, uncompressed |
/// | `metrics_max_series` | gauge | the greatest number of series that the registry can expose |
/// | `metrics_collector_runs_total{collector}` | counter | how often a collector was asked |
/// | `metrics_collector_failures_total{collector,reason}` | counter | how often it failed: `panic`, `error`, `timeout`, `busy`, `thread` |
/// | `metrics_collector_duration_seconds{collector}` | gauge | how long it took, the last time that it came to its end |
/// | `metrics_collector_rows_refused_total{collector,reason}` | counter | rows left out: `limit`, `duplicate`, `impossible` |
/// | `metrics_callback_failures_total{family,reason}` | counter | how often a function that is asked for a value failed |
/// | `metrics_config_reloads_total{outcome}` | counter | how often the files of an endpoint (certificates, `web-config.yml`) were read again: `ok`, `error` |
/// | `metrics_config_last_reload_successful` | gauge | 1 if what they say is in force, 0 if they say something that cannot be |
/// | `metrics_config_last_reload_success_timestamp_seconds` | gauge | since when what is in force is |
///
/// The first three, and the last three, are about all registries and endpoints of the program, and begin when it does; the
/// last two are there if an endpoint has files. None of it is on the path of recording. A scrape is in the exposition of the
/// next one.
///
/// ```
/// use metrics_core::Registry;
///
/// metrics_export::register_own_metrics(Registry::global())?;
/// let scrape = metrics_export::render(Registry::global(), [], []);
/// assert!(String::from_utf8(scrape.body).unwrap().contains("metrics_scrapes_total{format=\"text\"} 0\n"));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
///
/// # Errors
///
/// If the registry has metrics of these names already. Then none of these is registered.
#[track_caller]
pub fn register_own_metrics(registry: impl Into<RegistryRef>) -> Result<(), RegisterError> {
    let registry = registry.into();
    let observed = Observed::from(&registry);
    let registry = registry.registry();
    registry.register(&SCRAPES)?;
    #[cfg(feature = "http")]
    registry.register(&CONFIG).inspect_err(|_| {
        registry.unregister(&SCRAPES);
    })?;
    let collected = move || Ok(observed.read().unwrap_or_default());
    registry.register_collector("metrics", collected).inspect_err(|_| {
        #[cfg(feature = "http")]
        registry.unregister(&CONFIG);
        registry.unregister(&SCRAPES);
    })
}

/// Notes that an exposition was rendered.
pub(crate) fn rendered(format: ScrapeFormat, bytes: usize, took: Duration) {
    SCRAPES.scrapes.with(format).inc();
    SCRAPES.scrape_duration.observe(took);
    SCRAPES.exposition.with(format).set(bytes as u64);
}

/// Notes that files were read which an endpoint is configured by: for the first time, or again.
#[cfg(feature = "http")]
pub(crate) fn configured(again: bool, is_in_force: bool) {
    if again {
        CONFIG.config_reloads.with(if is_in_force { Reload::Ok } else { Reload::Error }).inc();
    }
    CONFIG.last_reload_successful.set(u64::from(is_in_force));
    if is_in_force {
        let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        CONFIG.last_reload_success.set(since_epoch.as_secs_f64());
    }
}

static SCRAPES: ScrapeMetrics = ScrapeMetrics::new();

/// A format, as a label.
#[derive(Clone, Copy, Label)]
#[label(name = "format")]
pub(crate) enum ScrapeFormat {
    Text,
    #[label(rename = "openmetrics")]
    OpenMetrics,
    #[cfg_attr(not(feature = "protobuf"), allow(dead_code))]
    Protobuf,
}

#[derive(Metrics)]
#[metrics(prefix = "metrics")]
struct ScrapeMetrics {
    /// Expositions rendered, by format.
    scrapes: Counter<ScrapeFormat>,
    /// Time to read the metrics, to write them and to compress them.
    #[metric(buckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10])]
    scrape_duration: Histogram<(), Duration>,
    /// Size of the last exposition before compression, by format.
    #[metric(unit = "bytes", touched_only)]
    exposition: Gauge<ScrapeFormat, u64>,
}

#[cfg(feature = "http")]
static CONFIG: ConfigMetrics = ConfigMetrics::new();

/// How it went, as a label.
#[cfg(feature = "http")]
#[derive(Clone, Copy, Label)]
#[label(name = "outcome")]
enum Reload {
    Ok,
    Error,
}

#[cfg(feature = "http")]
#[derive(Metrics)]
#[metrics(prefix = "metrics")]
struct ConfigMetrics {
    /// Times that the files of an endpoint were read again because they had changed, by outcome.
    config_reloads: Counter<Reload>,
    /// Whether what the files of an endpoint say is in force.
    #[metric(name = "config_last_reload_successful", touched_only)]
    last_reload_successful: Gauge<(), u64>,
    /// Time since when what is in force is, in seconds since 1970.
    #[metric(name = "config_last_reload_success_timestamp", unit = "seconds", touched_only)]
    last_reload_success: Gauge,
}

#[derive(Metrics)]
#[metrics(prefix = "metrics")]
struct RegistryMetrics {
    /// Greatest number of series that the registry can expose.
    max_series: GaugeRows<0, u64>,
    /// Times that a collector was asked.
    #[metric(rows(collector), max_rows = 1000)]
    collector_runs: CounterRows<1>,
    /// Times that a collector failed, by reason.
    #[metric(rows(collector, reason), max_rows = 5000)]
    collector_failures: CounterRows<2>,
    /// Time that a collector took when it last came to its end.
    #[metric(rows(collector), max_rows = 1000, unit = "seconds")]
    collector_duration: GaugeRows<1>,
    /// Rows of a collector that were left out, by reason.
    #[metric(rows(collector, reason), max_rows = 3000)]
    collector_rows_refused: CounterRows<2>,
    /// Times that a function failed which is asked for a value, by reason.
    #[metric(rows(family, reason), max_rows = 5000)]
    callback_failures: CounterRows<2>,
}

/// The registry, which is not kept alive by what is registered in it.
enum Observed {
    Static(&'static Registry),
    Shared(Weak<Registry>),
}

impl From<&RegistryRef> for Observed {
    fn from(registry: &RegistryRef) -> Self {
        match registry {
            RegistryRef::Static(registry) => Self::Static(registry),
            RegistryRef::Shared(registry) => Self::Shared(Arc::downgrade(registry)),
        }
    }
}

impl Observed {
    /// `None` if the registry is gone: then, another one exposes what was in it.
    fn read(&self) -> Option<RegistryMetrics> {
        match self {
            Self::Static(registry) => Some(RegistryMetrics::of(registry)),
            Self::Shared(registry) => Some(RegistryMetrics::of(&*registry.upgrade()?)),
        }
    }
}

impl RegistryMetrics {
    fn of(registry: &Registry) -> Self {
        let mut metrics = Self::new();
        metrics.max_series.push([], registry.max_series() as u64);
        for status in registry.collectors() {
            let name = status.name.as_str();
            metrics.collector_runs.push([name], status.runs);
            metrics.collector_duration.push([name], status.last_duration.as_secs_f64());
            for (failure, count) in status.failures {
                metrics.collector_failures.push([name, failure.name()], count);
            }
            let refused = status.refused;
            for (reason, count) in [
                ("limit", refused.beyond_limit),
                ("duplicate", refused.duplicate),
                ("impossible", refused.impossible),
            ] {
                metrics.collector_rows_refused.push([name, reason], count);
            }
        }
        for (family, failure, count) in registry.callback_failures() {
            metrics.callback_failures.push([&family, failure.name()], count);
        }
        metrics
    }
}
