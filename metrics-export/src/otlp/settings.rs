//! How to export: what `OtlpExporter` is told and the environment says.

use std::time::Duration;

use super::encode::Style;
use super::resource::Resource;
use crate::client::{ClientTls, ConfigError, parse_url};
use hyper::Uri;

/// How messages get to a collector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Protocol {
    /// Protobuf over HTTP/1.1, usually at port 4318.
    #[default]
    Http,
    /// Protobuf over gRPC, usually at port 4317.
    #[cfg(feature = "otlp-grpc")]
    Grpc,
}

/// What counters and histograms say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Temporality {
    /// All since the program began, as Prometheus wants it.
    #[default]
    Cumulative,
    /// What was added since the last time that something arrived. Gauges, up-down counters, info metrics, state sets and
    /// summaries have no such thing: they are as before.
    Delta,
}

/// Whether messages are compressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Compression {
    /// They are not.
    #[default]
    None,
    /// By gzip.
    Gzip,
}

/// A value that is not shown.
#[derive(Clone)]
pub(super) struct Secret(pub(super) String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// All of it. Where two variables of the environment say the same thing, the one for metrics has won.
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub(super) disabled: bool,
    /// Without the path of the protocol.
    pub(super) endpoint: Option<String>,
    /// With it.
    pub(super) metrics_endpoint: Option<String>,
    /// For an endpoint that does not say it.
    pub(super) insecure: bool,
    pub(super) protocol: Protocol,
    pub(super) headers: Vec<(String, Secret)>,
    /// For one attempt.
    pub(super) timeout: Duration,
    /// For an export, with all attempts.
    pub(super) patience: Duration,
    pub(super) interval: Duration,
    pub(super) compression: Compression,
    pub(super) style: Style,
    pub(super) resource: Resource,
    pub(super) tls: ClientTls,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            disabled: false,
            endpoint: None,
            metrics_endpoint: None,
            insecure: false,
            protocol: Protocol::default(),
            headers: Vec::new(),
            timeout: Duration::from_secs(10),
            patience: Duration::from_secs(30),
            interval: Duration::from_secs(60),
            compression: Compression::default(),
            style: Style::default(),
            resource: Resource::default(),
            tls: ClientTls::default(),
        }
    }
}

impl Settings {
    /// Where requests go to.
    pub(super) fn url(&self) -> Result<Uri, ConfigError> {
        match (self.protocol, &self.metrics_endpoint, &self.endpoint) {
            #[cfg(feature = "otlp-grpc")]
            (Protocol::Grpc, metrics, all) => {
                let endpoint = metrics.as_ref().or(all.as_ref());
                parse_url(&self.with_scheme(endpoint.map_or("http://localhost:4317", String::as_str)))
            }
            (Protocol::Http, Some(endpoint), _) => parse_url(endpoint),
            (Protocol::Http, None, endpoint) => {
                let base = endpoint.as_deref().unwrap_or("http://localhost:4318").trim_end_matches('/');
                let path = "/v1/metrics";
                // Who gives the whole address means it.
                parse_url(&format!("{}{path}", base.strip_suffix(path).unwrap_or(base)))
            }
        }
    }

    /// For gRPC, an endpoint may be a host and a port.
    #[cfg(feature = "otlp-grpc")]
    fn with_scheme(&self, endpoint: &str) -> String {
        if endpoint.contains("://") {
            endpoint.to_owned()
        } else {
            format!("{}://{endpoint}", if self.insecure { "http" } else { "https" })
        }
    }
}

/// A time that can be waited for: neither none, nor so long that a clock has no number for its end.
pub(super) fn sensible(time: Duration) -> Duration {
    const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);
    time.clamp(Duration::from_millis(1), YEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_has_the_path_of_its_protocol() {
        let url = |endpoint: Option<&str>, metrics: Option<&str>| {
            let own = |text: &str| text.to_owned();
            let settings = Settings {
                endpoint: endpoint.map(own),
                metrics_endpoint: metrics.map(own),
                ..Settings::default()
            };
            settings.url().unwrap().to_string()
        };
        assert_eq!(url(None, None), "http://localhost:4318/v1/metrics");
        assert_eq!(url(Some("http://c:1"), None), "http://c:1/v1/metrics");
        assert_eq!(url(Some("http://c:1/otlp/"), None), "http://c:1/otlp/v1/metrics");
        assert_eq!(url(Some("http://c:1/v1/metrics"), None), "http://c:1/v1/metrics");
        assert_eq!(url(Some("http://c:1"), Some("http://m:2")), "http://m:2/");
        assert_eq!(url(None, Some("http://m:2/custom")), "http://m:2/custom");
    }

    #[cfg(feature = "otlp-grpc")]
    #[test]
    fn an_endpoint_for_grpc_may_be_a_host_and_a_port() {
        let url = |endpoint: Option<&str>, insecure| {
            let endpoint = endpoint.map(str::to_owned);
            let settings = Settings { endpoint, insecure, protocol: Protocol::Grpc, ..Settings::default() };
            settings.url().map(|url| url.to_string())
        };
        assert_eq!(url(None, false).unwrap(), "http://localhost:4317/");
        assert_eq!(url(Some("c:1"), true).unwrap(), "http://c:1/");
        assert_eq!(url(Some("http://c:1"), false).unwrap(), "http://c:1/");
        // Without a word of being insecure, it is not.
        assert_eq!(url(Some("c:1"), false).is_ok(), cfg!(feature = "client-tls"));
    }
}
