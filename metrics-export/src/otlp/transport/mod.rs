//! Messages on their way to a collector.

#[cfg(feature = "otlp-grpc")]
mod grpc;
mod http;
mod retry;
mod status;

use std::time::Duration;

use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};

use super::settings::{Protocol, Settings};
use crate::client::{ConfigError, SendError};

pub(super) use retry::{Backoff, Retry};

/// A way to a collector.
pub(super) enum Transport {
    Http(http::Http),
    #[cfg(feature = "otlp-grpc")]
    Grpc(grpc::Grpc),
}

/// An attempt that failed, and whether another one makes sense.
pub(super) struct Failure {
    pub(super) reason: SendError,
    pub(super) retry: Retry,
}

impl Failure {
    /// There was no answer within the time that was left.
    pub(super) fn late(time: Duration) -> Self {
        Self { reason: SendError::Timeout(time), retry: Retry::Later }
    }
}

impl Transport {
    pub(super) fn new(settings: &Settings) -> Result<Self, ConfigError> {
        match settings.protocol {
            Protocol::Http => http::Http::new(settings).map(Self::Http),
            #[cfg(feature = "otlp-grpc")]
            Protocol::Grpc => grpc::Grpc::new(settings).map(Self::Grpc),
        }
    }

    /// Tries once, for as long as an attempt may take.
    pub(super) async fn send(
        &mut self,
        message: &ExportMetricsServiceRequest,
    ) -> Result<ExportMetricsServiceResponse, Failure> {
        match self {
            Self::Http(http) => http.send(message).await,
            #[cfg(feature = "otlp-grpc")]
            Self::Grpc(grpc) => grpc.send(message).await,
        }
    }
}
