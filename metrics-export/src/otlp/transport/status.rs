//! `google.rpc.Status`: what a collector says about an error, over HTTP as over gRPC.

#[cfg(feature = "otlp-grpc")]
use std::time::Duration;

use prost::Message;

#[derive(Clone, PartialEq, Message)]
pub(super) struct Status {
    #[prost(int32, tag = "1")]
    pub(super) code: i32,
    #[prost(string, tag = "2")]
    pub(super) message: String,
    #[prost(message, repeated, tag = "3")]
    pub(super) details: Vec<Any>,
}

/// `google.protobuf.Any`.
#[derive(Clone, PartialEq, Message)]
pub(super) struct Any {
    #[prost(string, tag = "1")]
    pub(super) type_url: String,
    #[prost(bytes = "vec", tag = "2")]
    pub(super) value: Vec<u8>,
}

/// `google.rpc.RetryInfo`, and in it a `google.protobuf.Duration`.
#[cfg(feature = "otlp-grpc")]
#[derive(Clone, PartialEq, Message)]
pub(super) struct RetryInfo {
    #[prost(message, optional, tag = "1")]
    pub(super) retry_delay: Option<Delay>,
}

#[cfg(feature = "otlp-grpc")]
#[derive(Clone, PartialEq, Message)]
pub(super) struct Delay {
    #[prost(int64, tag = "1")]
    pub(super) seconds: i64,
    #[prost(int32, tag = "2")]
    pub(super) nanos: i32,
}

impl Status {
    /// How long to wait, if it says so.
    #[cfg(feature = "otlp-grpc")]
    pub(super) fn retry_delay(&self) -> Option<Duration> {
        let is_retry_info = |detail: &&Any| detail.type_url.ends_with("/google.rpc.RetryInfo");
        let info = RetryInfo::decode(&*self.details.iter().find(is_retry_info)?.value).ok()?;
        let delay = info.retry_delay.unwrap_or_default();
        let seconds = u64::try_from(delay.seconds).ok()?;
        Some(Duration::from_secs(seconds) + Duration::from_nanos(u64::try_from(delay.nanos).ok()?))
    }
}
