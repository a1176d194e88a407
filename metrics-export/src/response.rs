//! The answers of the endpoint, in the types of the `http` crate.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use metrics_core::{Filter, Registry};

use crate::render::Scrape;
use crate::scrapes::Answer;

/// The body of an answer: complete, so that its length is known.
pub type Body = Full<Bytes>;

/// Answers a scrape with the given request headers, for servers that speak the types of the `http` crate.
///
/// Like [`render`](crate::render()), which see for what it costs. It waits for other scrapes of the registry and for
/// collectors: on an async runtime, call it on a thread that may block, in tokio by `spawn_blocking`.
///
/// ```
/// use hyper::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderValue};
/// use metrics_core::Registry;
///
/// let mut request = HeaderMap::new();
/// request.insert(ACCEPT, HeaderValue::from_static("application/openmetrics-text"));
/// let response = metrics_export::respond(Registry::global(), &request);
/// assert!(response.headers()[CONTENT_TYPE].as_bytes().starts_with(b"application/openmetrics-text; version=1.0.0"));
/// ```
pub fn respond(registry: &Registry, request: &HeaderMap) -> Response<Body> {
    respond_filtered(registry, &Filter::ALL, request)
}

/// Answers a scrape of some families, such as those that [`filter`](crate::filter()) finds in a request's query. Otherwise
/// like [`respond`].
pub fn respond_filtered(registry: &Registry, filter: &Filter, request: &HeaderMap) -> Response<Body> {
    let rendered = Scrape::requested(request).of(filter.clone()).render(registry);
    with_headers(rendered.headers(), Full::from(rendered.body))
}

impl Scrape {
    /// What a request with these headers asks for.
    pub(crate) fn requested(headers: &HeaderMap) -> Self {
        let values = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        Self::negotiate(values(ACCEPT), values(ACCEPT_ENCODING))
    }
}

/// A scrape that several clients may have.
pub(crate) fn scraped(answer: Answer) -> Response<Bytes> {
    with_headers(answer.headers, answer.body)
}

fn with_headers<B>(headers: impl IntoIterator<Item = (&'static str, &'static str)>, body: B) -> Response<B> {
    let mut response = Response::new(body);
    let headers = headers
        .into_iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
    response.headers_mut().extend(headers);
    response
}

/// A page for people, who find the metrics from here.
pub(crate) fn landing() -> Response<Bytes> {
    const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Metrics</title>\n\
                        <h1>Metrics</h1>\n<p><a href=\"/metrics\">/metrics</a></p></html>\n";
    page(StatusCode::OK, "text/html; charset=utf-8", PAGE)
}

/// A line of text.
pub(crate) fn text(status: StatusCode, line: &'static str) -> Response<Bytes> {
    page(status, "text/plain; charset=utf-8", line)
}

/// What may be done with a page: the answer to `OPTIONS`, and to methods that are not allowed.
pub(crate) fn allowed(status: StatusCode) -> Response<Bytes> {
    let mut response = text(status, "GET and HEAD are answered here.\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn page(status: StatusCode, content_type: &'static str, body: &'static str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from_static(body.as_bytes()));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
