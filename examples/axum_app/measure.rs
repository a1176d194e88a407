//! What is measured of each request: a middleware for [`axum::middleware::from_fn`], to be layered around a `Router`.

use std::thread;
use std::time::Duration;

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{Counter, Histogram, InFlight, Label, LabelSet, Metrics, Timer, UpDownCounter};

/// The templates of the router's paths, and one value for all paths that match none of them: a scanner mints no series.
#[derive(Clone, Copy, Label)]
enum Route {
    #[label(rename = "/api/users/{id}")]
    User,
    #[label(rename = "/api/report")]
    Report,
    #[label(other)]
    Unmatched,
}

#[derive(Clone, Copy, LabelSet)]
struct Answer {
    method: HttpMethod,
    route: Route,
    status: StatusClass,
}

#[derive(Metrics)]
#[metrics(prefix = "http")]
pub(crate) struct HttpMetrics {
    /// Requests answered, given up by the client (status "unknown"), or lost in a panic (status "5xx").
    requests: Counter<Answer>,
    /// How long requests took, up to the response's headers.
    request_duration: Histogram<Route, Duration>,
    /// Requests being answered.
    pub(crate) requests_in_flight: UpDownCounter,
}

#[metrics_core::register]
pub(crate) static HTTP: HttpMetrics = HttpMetrics::new();

/// A request on its way: recorded when it is dropped, which happens on every way out.
struct Exchange {
    method: HttpMethod,
    route: Route,
    status: Option<StatusCode>,
    _timer: Timer<'static>,
    _in_flight: InFlight<'static>,
}

impl Drop for Exchange {
    fn drop(&mut self) {
        let &mut Self { method, route, status, .. } = self;
        let status = match status {
            Some(status) => StatusClass::from(status.as_u16()),
            None if thread::panicking() => StatusClass::ServerError,
            None => StatusClass::Unknown,
        };
        HTTP.requests.with(Answer { method, route, status }).inc();
    }
}

/// The middleware.
pub(crate) async fn requests(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>();
    let route = route.map_or(Route::Unmatched, |path| Route::from(path.as_str()));
    let mut exchange = Exchange {
        method: HttpMethod::from(request.method().as_str()),
        route,
        status: None,
        _timer: HTTP.request_duration.with(route).start_timer(),
        _in_flight: HTTP.requests_in_flight.track(),
    };
    let response = next.run(request).await;
    exchange.status = Some(response.status());
    response
}
