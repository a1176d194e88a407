//! The answer to a scrape, free of any framework.

use std::iter;
use std::time::Instant;

use metrics_core::{Filter, Registry};

use crate::encoding::Encoding;
use crate::negotiate::Negotiated;
use crate::own;

/// Answers a scrape: the exposition in the format and the coding that the client wants.
///
/// For axum, hyper and whatever else has the types of the `http` crate, `respond` (feature `http`) is the better one:
/// its response is complete. By hand there is something to get wrong. In axum, for instance, a `Vec<u8>` that becomes a
/// response brings a `Content-Type` of its own, `application/octet-stream`. With the headers from here appended there
/// are two, and Prometheus 3, which goes by the first, fails the scrape. Set them in place of what is there, as below.
///
/// `accept` and `accept_encoding` are the values of the request's headers of these names: one string for each time the
/// header was sent, or none. A header that is malformed counts for nothing; there is always an answer, and it is
/// always a success.
///
/// It takes as long as the exposition is long: some 2 ms for 100,000 series, 6 ms with gzip. Before that it waits for other
/// scrapes of the registry, and meanwhile for callbacks and collectors. So a server on an async runtime calls it on a thread
/// that may block, in tokio by `spawn_blocking`.
///
/// ```
/// use metrics_core::Registry;
///
/// let scrape = metrics_export::render(Registry::global(), ["text/plain"], ["gzip, deflate"]);
/// assert_eq!(scrape.content_type, "text/plain; version=0.0.4; charset=utf-8");
/// assert_eq!(scrape.content_encoding, Some("gzip"));
/// ```
///
/// Mounted by hand, here with the `http` crate's types:
///
/// ```
/// # #[cfg(feature = "http")] {
/// # use hyper::{HeaderMap, Response, header};
/// # use metrics_core::Registry;
/// fn metrics(request: &HeaderMap) -> Response<Vec<u8>> {
///     let values = |name| request.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
///     let scrape =
///         metrics_export::render(Registry::global(), values(header::ACCEPT), values(header::ACCEPT_ENCODING));
///     let headers = scrape.headers();
///     let mut response = Response::new(scrape.body);
///     for (name, value) in headers {
///         let name = header::HeaderName::from_static(name);
///         response.headers_mut().insert(name, header::HeaderValue::from_static(value));
///     }
///     response
/// }
/// # assert_eq!(metrics(&HeaderMap::new()).headers().len(), 2);
/// # }
/// ```
pub fn render<'a>(
    registry: &Registry,
    accept: impl IntoIterator<Item = &'a str>,
    accept_encoding: impl IntoIterator<Item = &'a str>,
) -> Rendered {
    Scrape::negotiate(accept, accept_encoding).render(registry)
}

/// Answers a scrape of some families, such as those that [`filter`](crate::filter()) finds in a request's query. Otherwise
/// like [`render`].
pub fn render_filtered<'a>(
    registry: &Registry,
    filter: &Filter,
    accept: impl IntoIterator<Item = &'a str>,
    accept_encoding: impl IntoIterator<Item = &'a str>,
) -> Rendered {
    Scrape::negotiate(accept, accept_encoding).of(filter.clone()).render(registry)
}

/// The answer to a scrape: see [`render`].
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rendered {
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The `Content-Encoding` header, if there is to be one.
    pub content_encoding: Option<&'static str>,
    /// The `Vary` header: what of the request the answer depends on.
    pub vary: &'static str,
    /// The body, complete.
    pub body: Vec<u8>,
}

impl Rendered {
    /// The headers to send: their names, in lower case, and their values. The length of the body is not among them,
    /// because every server adds that.
    pub fn headers(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        let encoding = self.content_encoding.map(|coding| ("content-encoding", coding));
        iter::once(("content-type", self.content_type)).chain(encoding).chain([("vary", self.vary)])
    }
}

/// What a client wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Scrape {
    format: Negotiated,
    encoding: Encoding,
    filter: Filter,
}

impl Scrape {
    pub(crate) fn negotiate<'a>(
        accept: impl IntoIterator<Item = &'a str>,
        accept_encoding: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            format: Negotiated::new(accept),
            encoding: Encoding::negotiate(accept_encoding),
            filter: Filter::ALL,
        }
    }

    /// The same of some families only.
    pub(crate) fn of(self, filter: Filter) -> Self {
        Self { filter, ..self }
    }

    pub(crate) fn render(&self, registry: &Registry) -> Rendered {
        let start = Instant::now();
        let mut body = Vec::new();
        self.format.encode(registry, &self.filter, &mut body);
        let compressed = self.encoding.encode(&body);
        own::rendered(self.format.label(), body.len(), start.elapsed());
        Rendered {
            content_type: self.format.content_type(),
            content_encoding: compressed.as_ref().and(self.encoding.name()),
            vary: "Accept, Accept-Encoding",
            body: compressed.unwrap_or(body),
        }
    }
}
