//! OTLP over gRPC.

use std::error::Error;
use std::time::Duration;

use hyper::HeaderMap;
use hyper::http::uri::PathAndQuery;
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use prost::Message;
use tokio::time::timeout;
use tonic::body::Body;
use tonic::codec::CompressionEncoding;
use tonic::metadata::MetadataMap;
use tonic::{Code, Request};
use tonic_prost::ProstCodec;

use super::http::headers;
use super::status::Status;
use super::{Failure, Retry};
use crate::client::{ConfigError, Connections, SendError, connections, excerpt};
use crate::otlp::settings::{Compression, Settings};

pub(in crate::otlp) struct Grpc {
    client: tonic::client::Grpc<Connections<Body>>,
    headers: HeaderMap,
    timeout: Duration,
}

const EXPORT: &str = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

impl Grpc {
    pub(super) fn new(settings: &Settings) -> Result<Self, ConfigError> {
        let connections = connections(&settings.tls, true)?;
        let mut client = tonic::client::Grpc::with_origin(connections, settings.url()?);
        client = client.accept_compressed(CompressionEncoding::Gzip);
        if settings.compression == Compression::Gzip {
            client = client.send_compressed(CompressionEncoding::Gzip);
        }
        Ok(Self { client, headers: headers(settings)?, timeout: settings.timeout })
    }

    pub(super) async fn send(
        &mut self,
        message: &ExportMetricsServiceRequest,
    ) -> Result<ExportMetricsServiceResponse, Failure> {
        let outcome = timeout(self.timeout, self.call(message)).await;
        outcome.unwrap_or_else(|_| Err(Failure::late(self.timeout)))
    }

    async fn call(
        &mut self,
        message: &ExportMetricsServiceRequest,
    ) -> Result<ExportMetricsServiceResponse, Failure> {
        let broken = |error| Failure { reason: SendError::connection(error), retry: Retry::Later };
        self.client.ready().await.map_err(broken)?;
        let mut request = Request::new(message.clone());
        *request.metadata_mut() = MetadataMap::from_headers(self.headers.clone());
        request.set_timeout(self.timeout);
        let path = PathAndQuery::from_static(EXPORT);
        let response = self.client.unary(request, path, ProstCodec::default()).await;
        response.map(tonic::Response::into_inner).map_err(|status| failure(&status))
    }
}

/// What a status means. One that comes from the connection rather than from the collector has a source.
fn failure(status: &tonic::Status) -> Failure {
    if let Some(source) = status.source() {
        return Failure { reason: SendError::Connection(chain(source).into()), retry: Retry::Later };
    }
    let message = excerpt(status.message().as_bytes());
    Failure { reason: SendError::Rpc { code: status.code().into(), message }, retry: retry(status) }
}

/// The causes of an error as one text: the error itself cannot be taken out of a status.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut causes = vec![error.to_string()];
    let mut error = error;
    while let Some(cause) = error.source() {
        causes.push(cause.to_string());
        error = cause;
    }
    causes.join(": ")
}

/// As "OTLP/gRPC Response" has it.
fn retry(status: &tonic::Status) -> Retry {
    let asked = || Status::decode(status.details()).ok().and_then(|status| status.retry_delay());
    match status.code() {
        Code::Cancelled
        | Code::DeadlineExceeded
        | Code::Aborted
        | Code::OutOfRange
        | Code::Unavailable
        | Code::DataLoss => asked().map_or(Retry::Later, Retry::After),
        // Only if the collector says that it is a matter of time.
        Code::ResourceExhausted => asked().map_or(Retry::Never, Retry::After),
        _ => Retry::Never,
    }
}

#[cfg(test)]
mod tests {
    use super::super::status::{Any, Delay, RetryInfo};
    use super::*;

    fn with_delay(code: Code) -> tonic::Status {
        let delay = RetryInfo { retry_delay: Some(Delay { seconds: 2, nanos: 500_000_000 }) };
        let type_url = "type.googleapis.com/google.rpc.RetryInfo".to_owned();
        let details = vec![Any { type_url, value: delay.encode_to_vec() }];
        let status = Status { code: code.into(), message: String::new(), details };
        tonic::Status::with_details(code, "busy", status.encode_to_vec().into())
    }

    #[test]
    fn only_what_may_go_better_is_tried_again() {
        let plain = |code| retry(&tonic::Status::new(code, ""));
        for code in [Code::Unavailable, Code::DataLoss, Code::Cancelled, Code::DeadlineExceeded] {
            assert_eq!(plain(code), Retry::Later, "{code:?}");
        }
        for code in [Code::InvalidArgument, Code::Internal, Code::Unimplemented, Code::ResourceExhausted] {
            assert_eq!(plain(code), Retry::Never, "{code:?}");
        }
        let after = Retry::After(Duration::from_millis(2500));
        assert_eq!(retry(&with_delay(Code::ResourceExhausted)), after);
        assert_eq!(retry(&with_delay(Code::Unavailable)), after);
        assert_eq!(retry(&with_delay(Code::Internal)), Retry::Never);
    }
}
