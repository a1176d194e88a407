//! An exporter that is being described.

use std::fmt;
use std::io;
use std::ops::Deref;
use std::time::Duration;

use metrics_core::Registry;

use super::export::Export;
use super::periodic::{OtlpTask, OtlpThread, Periodic};
use super::settings::{Compression, Protocol, Secret, Settings, Temporality, sensible};
use super::wishes::{Wishes, wishes};
use super::{OtlpError, env};
#[cfg(feature = "client-tls")]
use crate::client::ClientTls;
use crate::client::ConfigError;
use crate::complaint::complain;
use crate::exported::Exported;

/// Sends the metrics to an OpenTelemetry collector, every minute: see the [module](crate::otlp).
#[must_use = "nothing is sent until `spawn` or `start` is called"]
pub struct OtlpExporter {
    settings: Settings,
    exported: Exported,
    on_error: Box<dyn FnMut(&OtlpError) + Send>,
    complaints: Vec<String>,
}

impl OtlpExporter {
    /// Exports the global registry to a collector on this machine.
    pub fn new() -> Self {
        Self::with(Settings::default(), Vec::new())
    }

    /// The same, as OpenTelemetry's variables of the environment have it: see the [module](crate::otlp#environment).
    /// What is called afterwards overrides them.
    pub fn from_env() -> Self {
        let (settings, complaints) = env::settings(|name| std::env::var_os(name));
        Self::with(settings, complaints)
    }

    fn with(settings: Settings, complaints: Vec<String>) -> Self {
        let on_error = Box::new(|error: &OtlpError| complain(error));
        Self { settings, exported: Exported::default(), on_error, complaints }
    }

    /// Exports this registry instead: a `&'static Registry` or an `Arc<Registry>`.
    pub fn registry(self, registry: impl Deref<Target = Registry> + Send + Sync + 'static) -> Self {
        Self { exported: Exported::new(registry), ..self }
    }

    /// The collector: `http://host:port` or `https://host:port`, perhaps with a path. Over HTTP, `/v1/metrics` is added
    /// to it unless it ends so. If nothing is said, `http://localhost:4318`; for gRPC, `http://localhost:4317`.
    pub fn endpoint(mut self, url: impl Into<String>) -> Self {
        self.settings.endpoint = Some(url.into());
        self.settings.metrics_endpoint = None;
        self
    }

    /// HTTP, unless gRPC is asked for.
    pub fn protocol(mut self, protocol: Protocol) -> Self {
        self.settings.protocol = protocol;
        self
    }

    /// Adds a header to each request: a token, for instance.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.headers.push((name.into(), Secret(value.into())));
        self
    }

    /// For `https://`: whom to trust, and who we are.
    #[cfg(feature = "client-tls")]
    pub fn tls(mut self, tls: ClientTls) -> Self {
        self.settings.tls = tls;
        self
    }

    /// Compresses what is sent, or does not, which is the default.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.settings.compression = compression;
        self
    }

    /// Says who exports, by an attribute of OpenTelemetry's resource, such as `service.name`.
    pub fn resource(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.resource.set(name.into(), value.into());
        self
    }

    /// All since the beginning, which is the default, or what has changed.
    pub fn temporality(mut self, temporality: Temporality) -> Self {
        self.settings.style.delta = temporality == Temporality::Delta;
        self
    }

    /// Leaves `_total`, `_info` and units out of the names, as OpenTelemetry's conventions would have it. Otherwise they
    /// are those that a scraper sees.
    pub fn without_suffixes(mut self) -> Self {
        self.settings.style.bare_names = true;
        self
    }

    /// Exports a histogram that has exponential buckets beside others with the exponential ones. One that has only one
    /// kind is exported with that.
    pub fn exponential_histograms(mut self) -> Self {
        self.settings.style.exponential = true;
        self
    }

    /// The time from one export to the next: a minute, unless something else is said.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.settings.interval = sensible(interval);
        self
    }

    /// How long an attempt may take: 10 seconds, unless something else is said.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = sensible(timeout);
        self
    }

    /// How long an export may take, with reading the metrics and all attempts: 30 seconds, unless something else is said.
    pub fn export_timeout(mut self, timeout: Duration) -> Self {
        self.settings.patience = sensible(timeout);
        self
    }

    /// What to do about a failure: a line on the standard error, unless something else is said. Failures are counted,
    /// in any case, by `metrics_export_deliveries_total`.
    pub fn on_error(self, report: impl FnMut(&OtlpError) + Send + 'static) -> Self {
        Self { on_error: Box::new(report), ..self }
    }

    /// Exports as a task of the current tokio runtime, for the first time after one interval.
    ///
    /// # Errors
    ///
    /// If the endpoint is no URL, a header cannot be sent, or a file for TLS cannot be read.
    ///
    /// # Panics
    ///
    /// If there is no current tokio runtime, or one without I/O or time.
    pub fn spawn(self) -> Result<OtlpTask, ConfigError> {
        Ok(OtlpTask::new(self.periodic()?))
    }

    /// Exports on a thread of its own, for the first time after one interval. It needs no async runtime.
    ///
    /// # Errors
    ///
    /// If the endpoint is no URL, a header cannot be sent, or a file for TLS cannot be read; or if the system refuses a
    /// thread.
    pub fn start(self) -> io::Result<OtlpThread> {
        OtlpThread::new(self.periodic().map_err(io::Error::other)?)
    }

    /// `None` if there is to be no export.
    fn periodic(self) -> Result<Option<(Wishes, Periodic)>, ConfigError> {
        for complaint in &self.complaints {
            complain(complaint);
        }
        if self.settings.disabled {
            return Ok(None);
        }
        let (sender, wishes, hurry) = wishes();
        let export = Export::new(&self.settings, self.exported, hurry)?;
        let interval = self.settings.interval;
        Ok(Some((sender, Periodic { export, wishes, interval, on_error: self.on_error })))
    }
}

impl Default for OtlpExporter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for OtlpExporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OtlpExporter")
            .field("settings", &self.settings)
            .field("registry", &self.exported)
            .finish_non_exhaustive()
    }
}
