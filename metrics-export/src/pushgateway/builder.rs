//! Where to push, as what, and how.

use std::ops::Deref;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::Uri;
use hyper::header::HeaderMap;
use metrics_core::Registry;

use super::Pushgateway;
use super::grouping::Grouping;
use crate::client::{ClientTls, ConfigError, connections, header, parse_url};
use crate::exported::Exported;

/// A [`Pushgateway`] that is being described.
#[must_use = "call `build` to have a gateway to push to"]
#[derive(Debug)]
pub struct PushgatewayBuilder {
    url: String,
    grouping: Grouping,
    headers: Vec<(String, Secret)>,
    timeout: Duration,
    exported: Exported,
    tls: ClientTls,
}

/// A value that is not shown.
struct Secret(String);

impl PushgatewayBuilder {
    pub(super) fn new(url: String, job: String) -> Self {
        Self {
            url,
            grouping: Grouping::new(job),
            headers: Vec::new(),
            timeout: Duration::from_secs(10),
            exported: Exported::default(),
            tls: ClientTls::default(),
        }
    }

    /// Adds a label to the group, and so to all series. Its value can be any text; also an empty one, to have
    /// `instance` empty.
    pub fn group(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.grouping.push(name.into(), value.into());
        self
    }

    /// Says who pushes by name and password. Use it with `https://`, or where nobody listens on the way.
    pub fn basic_auth(self, user: &str, password: &str) -> Self {
        let credentials = STANDARD.encode(format!("{user}:{password}"));
        self.header("authorization", format!("Basic {credentials}"))
    }

    /// Adds a header to each request: a token, for instance.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret(value.into())));
        self
    }

    /// How long a request may take from its beginning to the end of the answer: 10 seconds, unless this is called.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// Pushes this registry instead of the global one: a `&'static Registry` or an `Arc<Registry>`.
    pub fn registry(self, registry: impl Deref<Target = Registry> + Send + Sync + 'static) -> Self {
        Self { exported: Exported::new(registry), ..self }
    }

    /// For `https://`: whom to trust, and who we are.
    #[cfg(feature = "client-tls")]
    pub fn tls(self, tls: ClientTls) -> Self {
        Self { tls, ..self }
    }

    /// Checks all of that. Nothing is sent yet.
    ///
    /// # Errors
    ///
    /// If the URL is none, or has a user's name, a password or a query in it; if the job is empty, or a label's name
    /// given twice or none that a server knows; if a header cannot be sent, or a file for TLS not be read.
    pub fn build(self) -> Result<Pushgateway, ConfigError> {
        let path = self.grouping.path()?;
        let base = parse_url(&self.url)?;
        let mut headers = HeaderMap::new();
        for (name, value) in &self.headers {
            let (name, value) = header(name, &value.0)?;
            headers.append(name, value);
        }
        // The files are read once now, so that a mistake shows before the job has run.
        drop(connections::<http_body_util::Empty<&[u8]>>(&self.tls, false)?);
        Ok(Pushgateway {
            url: below(&base, &path)?,
            headers,
            timeout: self.timeout,
            exported: self.exported,
            tls: self.tls,
        })
    }
}

/// The URL of a group, below that of the gateway.
fn below(base: &Uri, path: &str) -> Result<Uri, ConfigError> {
    let path = format!("{}{path}", base.path().trim_end_matches('/'));
    let mut parts = base.clone().into_parts();
    let failed = |error| ConfigError::because(format!("`{path}` is too long for a group"), error);
    parts.path_and_query = Some(path.parse().map_err(failed)?);
    Uri::from_parts(parts).map_err(|error| ConfigError::because("not a URL to push to", error))
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}
