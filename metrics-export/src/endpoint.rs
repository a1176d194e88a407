//! What is answered to which request.

use bytes::Bytes;
use hyper::header::{CONTENT_LENGTH, HOST};
use hyper::{Method, Request, Response, StatusCode, Version};
use tokio::time::Instant;

use crate::filter::filter;
use crate::policy::Policy;
use crate::progress::{Asking, Sending};
use crate::render::Scrape;
use crate::response::{allowed, landing, scraped, text};
use crate::scrapes::{Scrapes, SharedRegistry, Stage};

/// The metrics of a registry, and the pages around them.
#[derive(Clone)]
pub(crate) struct Endpoint {
    scrapes: Scrapes,
}

impl Endpoint {
    pub(crate) fn new(registry: SharedRegistry) -> Self {
        Self { scrapes: Scrapes::new(registry) }
    }

    /// The answer, by the deadline. It holds its connection's place only once the request is let in.
    pub(crate) async fn answer<B>(
        &self,
        request: Request<B>,
        policy: &Policy,
        deadline: Instant,
        asking: Asking,
    ) -> (Response<Bytes>, Sending) {
        let admitted = if names_one_host(&request) {
            policy.admit(request.headers(), deadline).await
        } else {
            Err(text(StatusCode::BAD_REQUEST, "A request names one host.\n"))
        };
        let answering = asking.answer();
        let mut response = match admitted {
            Ok(()) => self.page(&request, deadline).await,
            Err(refusal) => refusal,
        };
        policy.dress(&mut response);
        if request.method() == Method::HEAD {
            keep_head(&mut response);
        }
        (response, answering.send())
    }

    async fn page<B>(&self, request: &Request<B>, deadline: Instant) -> Response<Bytes> {
        match (request.uri().path(), request.method().as_str()) {
            ("/", "GET" | "HEAD") => landing(),
            ("/metrics" | "/metrics/", "GET" | "HEAD") => self.scrape(request, deadline).await,
            ("/" | "/metrics" | "/metrics/", "OPTIONS") => allowed(StatusCode::OK),
            ("/" | "/metrics" | "/metrics/", _) => allowed(StatusCode::METHOD_NOT_ALLOWED),
            _ => text(StatusCode::NOT_FOUND, "The metrics are at /metrics.\n"),
        }
    }

    /// Ends when somebody should be hurried: see [`Scrapes::crowded`].
    pub(crate) async fn crowded(&self) {
        self.scrapes.crowded().await;
    }

    async fn scrape<B>(&self, request: &Request<B>, deadline: Instant) -> Response<Bytes> {
        let filter = filter(request.uri().query().unwrap_or_default());
        let scrape = Scrape::requested(request.headers()).of(filter);
        let unavailable = |line| text(StatusCode::SERVICE_UNAVAILABLE, line);
        match self.scrapes.run(scrape, deadline).await {
            Stage::Done(answer) => scraped(answer),
            Stage::Panicked => text(StatusCode::INTERNAL_SERVER_ERROR, "Reading the metrics panicked.\n"),
            Stage::Queued => unavailable("Earlier scrapes are still running.\n"),
            Stage::Crowded => unavailable("Earlier answers are still being read.\n"),
            Stage::Running => unavailable("Reading the metrics takes too long.\n"),
        }
    }
}

/// Whether a request has as many `Host` headers as it should: in HTTP/1.1 one, otherwise at most one (RFC 9112, section 3.2).
/// Of two, somebody on the way may have understood the other.
fn names_one_host<B>(request: &Request<B>) -> bool {
    let hosts = request.headers().get_all(HOST).iter().count();
    hosts == 1 || hosts == 0 && request.version() != Version::HTTP_11
}

/// Leaves what `HEAD` asks for: the headers of the answer to `GET`, without its body.
fn keep_head(response: &mut Response<Bytes>) {
    let length = response.body().len();
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    *response.body_mut() = Bytes::new();
}
