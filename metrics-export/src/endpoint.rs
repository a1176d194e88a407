//! What is answered to which request.

use std::ops::Deref;
use std::sync::Arc;

use hyper::body::Body as _;
use hyper::header::{CONTENT_LENGTH, HeaderMap};
use hyper::{Method, Request, Response, StatusCode};
use metrics_core::Registry;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout_at};

use crate::patience::patience;
use crate::render::Scrape;
use crate::response::{Body, allowed, landing, text};

/// How many scrapes are rendered at once: a pair of servers and a person or two. Others wait for their turn, and
/// not for long.
const RENDERERS: usize = 4;

/// A registry, whoever owns it.
pub(crate) type SharedRegistry = Arc<dyn Deref<Target = Registry> + Send + Sync>;

/// The metrics of a registry, and the pages around them.
#[derive(Clone)]
pub(crate) struct Endpoint {
    registry: SharedRegistry,
    renderers: Arc<Semaphore>,
}

impl Endpoint {
    pub(crate) fn new(registry: SharedRegistry) -> Self {
        Self { registry, renderers: Arc::new(Semaphore::new(RENDERERS)) }
    }

    pub(crate) async fn answer<B>(self, request: Request<B>) -> Response<Body> {
        let mut response = match (request.uri().path(), request.method().as_str()) {
            ("/", "GET" | "HEAD") => landing(),
            ("/metrics" | "/metrics/", "GET" | "HEAD") => self.scrape(request.headers()).await,
            ("/" | "/metrics" | "/metrics/", "OPTIONS") => allowed(StatusCode::OK),
            ("/" | "/metrics" | "/metrics/", _) => allowed(StatusCode::METHOD_NOT_ALLOWED),
            _ => text(StatusCode::NOT_FOUND, "The metrics are at /metrics.\n"),
        };
        if request.method() == Method::HEAD {
            keep_head(&mut response);
        }
        response
    }

    /// Renders on a thread that may block: 100,000 series take milliseconds, and a callback among them any time. None
    /// of that is to hold up the runtime's other work, and the hop costs some microseconds.
    ///
    /// A callback that never returns keeps its thread and its turn: nothing can end it. Those who scrape after it are
    /// told within the time that they would wait.
    async fn scrape(&self, headers: &HeaderMap) -> Response<Body> {
        let deadline = Instant::now() + patience(headers);
        let Ok(turn) = timeout_at(deadline, Arc::clone(&self.renderers).acquire_owned()).await else {
            return text(StatusCode::SERVICE_UNAVAILABLE, "Earlier scrapes are still running.\n");
        };
        let scrape = Scrape::requested(headers);
        let registry = Arc::clone(&self.registry);
        let rendered = spawn_blocking(move || {
            // Held here, and not by the request: a client that goes away does not end the work.
            let _turn = turn;
            scrape.render(&registry)
        });
        match timeout_at(deadline, rendered).await {
            Ok(Ok(rendered)) => rendered.into(),
            Ok(Err(_)) => text(StatusCode::INTERNAL_SERVER_ERROR, "Reading the metrics panicked.\n"),
            Err(_) => text(StatusCode::SERVICE_UNAVAILABLE, "Reading the metrics takes too long.\n"),
        }
    }
}

/// Leaves what `HEAD` asks for: the headers of the answer to `GET`, without its body.
fn keep_head(response: &mut Response<Body>) {
    let length = response.body().size_hint().lower();
    response.headers_mut().insert(CONTENT_LENGTH, length.into());
    *response.body_mut() = Body::default();
}
