//! OTLP over HTTP, in Protobuf.

use std::io::Write;
use std::time::{Duration, SystemTime};

use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, USER_AGENT,
};
use hyper::{Method, Request, Response, StatusCode, Uri};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use prost::Message;
use tokio::time::timeout;

use super::status::Status;
use super::{Failure, Retry};
use crate::client::{ConfigError, Connections, SendError, connections, excerpt, header, read};
use crate::otlp::settings::{Compression, Settings};

pub(in crate::otlp) struct Http {
    connections: Connections,
    url: Uri,
    headers: HeaderMap,
    timeout: Duration,
    gzip: bool,
}

const PROTOBUF: &str = "application/x-protobuf";

impl Http {
    pub(super) fn new(settings: &Settings) -> Result<Self, ConfigError> {
        let gzip = settings.compression == Compression::Gzip;
        let mut headers = headers(settings)?;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(PROTOBUF));
        if gzip {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        Ok(Self {
            connections: connections(&settings.tls, false)?,
            url: settings.url()?,
            headers,
            timeout: settings.timeout,
            gzip,
        })
    }

    pub(super) async fn send(
        &self,
        message: &ExportMetricsServiceRequest,
    ) -> Result<ExportMetricsServiceResponse, Failure> {
        let outcome = timeout(self.timeout, self.exchange(message)).await;
        outcome.unwrap_or_else(|_| Err(Failure::late(self.timeout)))
    }

    async fn exchange(
        &self,
        message: &ExportMetricsServiceRequest,
    ) -> Result<ExportMetricsServiceResponse, Failure> {
        let broken = |reason| Failure { reason, retry: Retry::Later };
        let body = self.body(message).map_err(|error| broken(SendError::connection(error)))?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.url.clone();
        request.headers_mut().clone_from(&self.headers);
        let response = self.connections.request(request).await;
        let response = response.map_err(|error| broken(SendError::connection(error)))?;
        if response.status().is_success() {
            let is_protobuf = content_type(&response).starts_with(PROTOBUF);
            let is_json = content_type(&response).starts_with("application/json");
            let body = read(response.into_body()).await.map_err(broken)?;
            understood(&body, is_protobuf, is_json).map_err(|reason| Failure { reason, retry: Retry::Never })
        } else {
            let retry = retry(response.status(), response.headers());
            Err(Failure { reason: refusal(response).await, retry })
        }
    }

    fn body(&self, message: &ExportMetricsServiceRequest) -> std::io::Result<Bytes> {
        let body = message.encode_to_vec();
        if !self.gzip {
            return Ok(body.into());
        }
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&body)?;
        encoder.finish().map(Bytes::from)
    }
}

/// What is sent with each request, whatever the protocol.
pub(super) fn headers(settings: &Settings) -> Result<HeaderMap, ConfigError> {
    let mut headers = HeaderMap::new();
    let agent = concat!("metrics-export/", env!("CARGO_PKG_VERSION"));
    headers.insert(USER_AGENT, HeaderValue::from_static(agent));
    for (name, value) in &settings.headers {
        let (name, value): (HeaderName, HeaderValue) = header(name, &value.0)?;
        headers.insert(name, value);
    }
    Ok(headers)
}

fn content_type(response: &Response<Incoming>) -> String {
    let content_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.unwrap_or("").to_ascii_lowercase()
}

/// A success says what of it was none. One by something else than a collector is not believed: a page for people, with
/// the status 200, is what many a wrong address answers.
fn understood(
    body: &[u8],
    is_protobuf: bool,
    is_json: bool,
) -> Result<ExportMetricsServiceResponse, SendError> {
    let nothing = ExportMetricsServiceResponse::default();
    match body {
        [] => Ok(nothing),
        _ if is_protobuf => {
            let message = ExportMetricsServiceResponse::decode(body);
            message.map_err(|error| SendError::Answer(error.to_string()))
        }
        // Not asked for, and yet the answer of some: there is nothing in it, as a rule.
        _ if is_json => Ok(nothing),
        other => Err(SendError::Answer(excerpt(other))),
    }
}

/// As "OTLP/HTTP Response" has it.
fn retry(status: StatusCode, headers: &HeaderMap) -> Retry {
    match status {
        StatusCode::TOO_MANY_REQUESTS
        | StatusCode::BAD_GATEWAY
        | StatusCode::SERVICE_UNAVAILABLE
        | StatusCode::GATEWAY_TIMEOUT => asked(headers).map_or(Retry::Later, Retry::After),
        _ => Retry::Never,
    }
}

/// What `Retry-After` says: a number of seconds, or a date.
fn asked(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    Some(date.duration_since(SystemTime::now()).unwrap_or_default())
}

/// The message of an error, which is in Protobuf, too, if a collector sent it.
async fn refusal(response: Response<Incoming>) -> SendError {
    let is_protobuf = content_type(&response).starts_with(PROTOBUF);
    let (head, body) = response.into_parts();
    if !is_protobuf {
        return SendError::status(head.status, body).await;
    }
    let message = read(body).await.ok().and_then(|body| Status::decode(&*body).ok());
    let body = excerpt(message.unwrap_or_default().message.as_bytes());
    SendError::Status { status: head.status.as_u16(), body }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_go_better_is_tried_again() {
        let none = HeaderMap::new();
        for status in [429, 502, 503, 504] {
            assert_eq!(retry(StatusCode::from_u16(status).unwrap(), &none), Retry::Later);
        }
        for status in [301, 400, 401, 403, 404, 408, 413, 500, 501] {
            assert_eq!(retry(StatusCode::from_u16(status).unwrap(), &none), Retry::Never, "{status}");
        }
    }

    #[test]
    fn a_collector_says_when_by_seconds_or_by_a_date() {
        let after = |value: &str| {
            let headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_str(value).unwrap())]);
            retry(StatusCode::SERVICE_UNAVAILABLE, &headers)
        };
        assert_eq!(after("120"), Retry::After(Duration::from_secs(120)));
        assert_eq!(after("0"), Retry::After(Duration::ZERO));
        assert_eq!(after("Sun, 06 Nov 1994 08:49:37 GMT"), Retry::After(Duration::ZERO));
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(100));
        let Retry::After(wait) = after(&soon) else { panic!("{soon}") };
        assert!((90..=100).contains(&wait.as_secs()), "{wait:?}");
        for nonsense in ["-1", "soon", "1e9", ""] {
            assert_eq!(after(nonsense), Retry::Later, "{nonsense}");
        }
    }
}
