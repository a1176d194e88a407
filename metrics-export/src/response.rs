//! The answers of the endpoint, in the types of the `http` crate.

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, ALLOW, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use metrics_core::Registry;

use crate::render::{Rendered, Scrape};

/// The body of an answer: complete, so that its length is known.
pub type Body = Full<Bytes>;

/// Answers a scrape with the given request headers, for servers that speak the types of the `http` crate.
///
/// Like [`render`](crate::render()), which see for what it costs.
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
    Scrape::requested(request).render(registry).into()
}

impl Scrape {
    /// What a request with these headers asks for.
    pub(crate) fn requested(headers: &HeaderMap) -> Self {
        let values = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
        Self::negotiate(values(ACCEPT), values(ACCEPT_ENCODING))
    }
}

impl From<Rendered> for Response<Body> {
    fn from(rendered: Rendered) -> Self {
        let headers = rendered
            .headers()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let mut response = Self::default();
        response.headers_mut().extend(headers);
        *response.body_mut() = Full::from(rendered.body);
        response
    }
}

/// A page for people, who find the metrics from here.
pub(crate) fn landing() -> Response<Body> {
    const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Metrics</title>\n\
                        <h1>Metrics</h1>\n<p><a href=\"/metrics\">/metrics</a></p></html>\n";
    page(StatusCode::OK, "text/html; charset=utf-8", PAGE)
}

/// A line of text.
pub(crate) fn text(status: StatusCode, line: &'static str) -> Response<Body> {
    page(status, "text/plain; charset=utf-8", line)
}

/// What may be done with a page: the answer to `OPTIONS`, and to methods that are not allowed.
pub(crate) fn allowed(status: StatusCode) -> Response<Body> {
    let mut response = text(status, "GET and HEAD are answered here.\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

fn page(status: StatusCode, content_type: &'static str, body: &'static str) -> Response<Body> {
    let mut response = Response::new(Full::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}
