//! One export: read, send, try again, and keep what did not arrive.

use std::sync::Arc;
use std::time::Duration;

use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsPartialSuccess, ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use opentelemetry_proto::tonic::common::v1::InstrumentationScope;
use opentelemetry_proto::tonic::metrics::v1::{Metric, ResourceMetrics, ScopeMetrics};
use opentelemetry_proto::tonic::resource::v1::Resource;
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::{Instant, sleep_until, timeout_at};

use super::OtlpError;
use super::encode::{Baseline, Encoded, Style, encode};
use super::settings::Settings;
use super::transport::{Backoff, Failure, Retry, Transport};
use super::wishes::Hurry;
use crate::client::ConfigError;
use crate::deliveries::Destination;
use crate::exported::Exported;

/// What exports, from one time to the next.
pub(super) struct Export {
    exported: Exported,
    transport: Transport,
    endpoint: String,
    style: Style,
    resource: Resource,
    patience: Duration,
    /// What was delivered last; only a delivery replaces it.
    delivered: Arc<Baseline>,
    /// A reading that was not ready in time. There is never more than one.
    reading: Option<JoinHandle<Encoded>>,
    /// When the collector may be asked again.
    not_before: Option<Instant>,
    /// When somebody waits, the next attempt is made at once, and is the last.
    hurry: Hurry,
}

impl Export {
    pub(super) fn new(settings: &Settings, exported: Exported, hurry: Hurry) -> Result<Self, ConfigError> {
        Ok(Self {
            exported,
            transport: Transport::new(settings)?,
            endpoint: settings.url()?.to_string(),
            style: settings.style,
            resource: settings.resource.message(),
            patience: settings.patience,
            delivered: Arc::default(),
            reading: None,
            not_before: None,
            hurry,
        })
    }

    /// Exports once, within the time that there is for an export, or this time if that is shorter.
    pub(super) async fn run(&mut self, limit: Option<Duration>) -> Result<(), OtlpError> {
        let patience = limit.map_or(self.patience, |limit| limit.min(self.patience));
        let response = self.deliver(Instant::now() + patience).await;
        let response = Destination::Otlp.count(response)?;
        match response.partial_success {
            Some(partial) => self.refused(&partial),
            None => Ok(()),
        }
    }

    async fn deliver(&mut self, deadline: Instant) -> Result<ExportMetricsServiceResponse, OtlpError> {
        self.wait_as_asked(deadline).await?;
        let Encoded { metrics, baseline } = self.read(deadline).await?;
        let response = if metrics.is_empty() {
            ExportMetricsServiceResponse::default()
        } else {
            self.send(&self.message(metrics), deadline).await?
        };
        self.delivered = Arc::new(baseline);
        Ok(response)
    }

    /// What the collector has asked for is heeded by the next export, too.
    async fn wait_as_asked(&mut self, deadline: Instant) -> Result<(), OtlpError> {
        match self.not_before.filter(|time| *time > Instant::now()) {
            Some(time) if time > deadline => Err(OtlpError::NotYet { endpoint: self.endpoint.clone() }),
            Some(time) => {
                sleep_until(time).await;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Reads on a thread that may block: there may be callbacks among the metrics. One that hangs keeps its thread, so
    /// no other is started before it is done.
    async fn read(&mut self, deadline: Instant) -> Result<Encoded, OtlpError> {
        if let Some(earlier) = &mut self.reading {
            // What it has read is older than what was asked for.
            let _ = timeout_at(deadline, earlier).await.map_err(|_| OtlpError::Read)?;
            self.reading = None;
        }
        let (exported, style, delivered) = (self.exported.clone(), self.style, Arc::clone(&self.delivered));
        let reading = spawn_blocking(move || encode(exported.registry(), style, &delivered));
        let outcome = timeout_at(deadline, self.reading.insert(reading)).await;
        let encoded = outcome.map_err(|_| OtlpError::Read)?;
        self.reading = None;
        encoded.map_err(|_| OtlpError::Read)
    }

    fn message(&self, metrics: Vec<Metric>) -> ExportMetricsServiceRequest {
        let scope = InstrumentationScope {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ..InstrumentationScope::default()
        };
        let scope_metrics = vec![ScopeMetrics { scope: Some(scope), metrics, ..ScopeMetrics::default() }];
        let resource = Some(self.resource.clone());
        let resource_metrics =
            vec![ResourceMetrics { resource, scope_metrics, ..ResourceMetrics::default() }];
        ExportMetricsServiceRequest { resource_metrics }
    }

    /// Tries until it succeeds, makes no sense, or would take too long.
    async fn send(
        &mut self,
        message: &ExportMetricsServiceRequest,
        deadline: Instant,
    ) -> Result<ExportMetricsServiceResponse, OtlpError> {
        let (begin, mut backoff) = (Instant::now(), Backoff::new());
        let (mut attempts, mut hurries) = (0, false);
        loop {
            attempts += 1;
            let attempt = timeout_at(deadline, self.transport.send(message)).await;
            let failure = match attempt.unwrap_or_else(|_| Err(Failure::late(begin.elapsed()))) {
                Ok(response) => return Ok(response),
                Err(failure) => failure,
            };
            let again = backoff.next(failure.retry).map(|wait| Instant::now() + wait);
            let is_asked = matches!(failure.retry, Retry::After(_));
            if is_asked {
                self.not_before = again;
            }
            let goes_on = match again.filter(|again| *again < deadline && !hurries) {
                Some(again) => tokio::select! {
                    () = sleep_until(again) => true,
                    () = self.hurry.needed() => {
                        hurries = true;
                        // A collector that has asked for time is given it.
                        !is_asked
                    }
                },
                None => false,
            };
            if !goes_on {
                let endpoint = self.endpoint.clone();
                return Err(OtlpError::Send { endpoint, reason: failure.reason, attempts });
            }
        }
    }

    fn refused(&self, partial: &ExportMetricsPartialSuccess) -> Result<(), OtlpError> {
        let points = u64::try_from(partial.rejected_data_points).unwrap_or(0);
        if points == 0 && partial.error_message.is_empty() {
            return Ok(());
        }
        Destination::count_refused(points);
        let message = crate::client::excerpt(partial.error_message.as_bytes());
        Err(OtlpError::Refused { endpoint: self.endpoint.clone(), points, message })
    }
}
