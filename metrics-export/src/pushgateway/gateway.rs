//! The three requests that a Pushgateway knows.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderMap};
use hyper::{Method, Request, Uri};
use metrics_core::Format;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::{PushError, PushOnExit, PushgatewayBuilder};
use crate::client::{ClientTls, SendError, block_on, connections};
use crate::deliveries::Destination;
use crate::exported::Exported;

/// A group of metrics of a Pushgateway: see the [module](crate::pushgateway).
#[derive(Clone, Debug)]
pub struct Pushgateway {
    pub(super) url: Uri,
    pub(super) headers: HeaderMap,
    pub(super) timeout: Duration,
    pub(super) exported: Exported,
    pub(super) tls: ClientTls,
}

/// The requests of a [`Pushgateway`], which return when the answer is there.
///
/// They run on a thread and a runtime of their own, so that they can be called from anywhere.
#[must_use = "call `push`, `push_add` or `delete`"]
#[derive(Clone, Copy, Debug)]
pub struct Blocking<'a>(&'a Pushgateway);

impl Pushgateway {
    /// Describes where to push: the gateway's URL, such as `http://127.0.0.1:9091`, and the job's name.
    pub fn builder(url: impl Into<String>, job: impl Into<String>) -> PushgatewayBuilder {
        PushgatewayBuilder::new(url.into(), job.into())
    }

    /// Replaces all metrics of the group by the current ones.
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success.
    pub async fn push(&self) -> Result<(), PushError> {
        self.deliver(Method::PUT).await
    }

    /// Replaces those metrics of the group that have the same names as current ones. Others stay.
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success.
    pub async fn push_add(&self) -> Result<(), PushError> {
        self.deliver(Method::POST).await
    }

    /// Removes all metrics of the group. That there are none is no error. The gateway takes the request on at once and
    /// removes them a moment later: they may still be seen when this returns.
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success.
    pub async fn delete(&self) -> Result<(), PushError> {
        self.send(Method::DELETE).await
    }

    /// The same requests, for programs that are not async.
    pub fn blocking(&self) -> Blocking<'_> {
        Blocking(self)
    }

    /// Pushes when the guard is dropped: at the end of `main`, also when it returns an error or panics.
    pub fn push_on_exit(self) -> PushOnExit {
        PushOnExit::new(self)
    }

    async fn deliver(&self, method: Method) -> Result<(), PushError> {
        Destination::Pushgateway.count(self.send(method).await)
    }

    async fn send(&self, method: Method) -> Result<(), PushError> {
        let outcome = timeout(self.timeout, self.exchange(method)).await;
        let outcome = outcome.unwrap_or(Err(SendError::Timeout(self.timeout)));
        outcome.map_err(|reason| PushError::new(self.url.to_string(), reason))
    }

    async fn exchange(&self, method: Method) -> Result<(), SendError> {
        let body = match method {
            Method::DELETE => Vec::new(),
            _ => self.exposition().await?,
        };
        let mut request = Request::new(Full::new(Bytes::from(body)));
        *request.method_mut() = method;
        *request.uri_mut() = self.url.clone();
        request.headers_mut().clone_from(&self.headers);
        if let Ok(content_type) = Format::Text.content_type().parse() {
            request.headers_mut().insert(CONTENT_TYPE, content_type);
        }
        // A connection for each push: they are minutes apart, and each may be in a runtime of its own.
        let connections = connections(&self.tls, false).map_err(SendError::connection)?;
        let response = connections.request(request).await.map_err(SendError::connection)?;
        let (head, body) = response.into_parts();
        // What comes with a success does not matter, nor whether it comes.
        if head.status.is_success() { Ok(()) } else { Err(SendError::status(head.status, body).await) }
    }

    /// Rendered on a thread that may block: a callback among the metrics takes any time, which the limit includes.
    async fn exposition(&self) -> Result<Vec<u8>, SendError> {
        let exported = self.exported.clone();
        let render = move || {
            let mut exposition = Vec::new();
            exported.registry().encode(Format::Text, &mut exposition);
            exposition
        };
        spawn_blocking(render).await.map_err(SendError::connection)
    }

    /// Waits for one of the requests.
    fn wait(&self, request: impl Future<Output = Result<(), PushError>> + Send) -> Result<(), PushError> {
        block_on(request)
            .unwrap_or_else(|error| Err(PushError::new(self.url.to_string(), SendError::connection(error))))
    }
}

impl Blocking<'_> {
    /// As [`Pushgateway::push`].
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success; or if the system refuses a thread.
    pub fn push(self) -> Result<(), PushError> {
        self.0.wait(self.0.push())
    }

    /// As [`Pushgateway::push_add`].
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success; or if the system refuses a thread.
    pub fn push_add(self) -> Result<(), PushError> {
        self.0.wait(self.0.push_add())
    }

    /// As [`Pushgateway::delete`].
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success; or if the system refuses a thread.
    pub fn delete(self) -> Result<(), PushError> {
        self.0.wait(self.0.delete())
    }
}
