//! What a collector of OTLP says and gets, over HTTP.

#![allow(dead_code, unreachable_pub, missing_docs, reason = "no test uses all of it")]

use std::sync::Arc;
use std::time::Duration;

use metrics_core::{Counter, Metrics, Registry};
use metrics_export::otlp::{OtlpExporter, OtlpThread};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use opentelemetry_proto::tonic::metrics::v1::{Metric, metric::Data, number_data_point::Value};
use prost::Message;

use crate::support::receiver::{Reaction, Received, Receiver};

pub const PROTOBUF: (&str, &str) = ("content-type", "application/x-protobuf");

pub fn thanks() -> Reaction {
    Reaction::Answer(200, &[PROTOBUF], ExportMetricsServiceResponse::default().encode_to_vec())
}

#[derive(Metrics)]
#[metrics(prefix = "probe")]
pub struct Probe {
    /// Events.
    pub events: Counter,
}

pub fn probe() -> (Arc<Probe>, Arc<Registry>) {
    let (probe, registry) = (Arc::new(Probe::new()), Registry::new());
    registry.register(Arc::clone(&probe)).unwrap();
    (probe, Arc::new(registry))
}

/// An exporter that exports when it is asked to, and tells its errors to nobody.
pub fn exporter(receiver: &Receiver, registry: Arc<Registry>) -> OtlpExporter {
    OtlpExporter::new()
        .endpoint(receiver.url())
        .registry(registry)
        .interval(Duration::from_secs(3600))
        .timeout(Duration::from_secs(5))
        .on_error(|_| {})
}

pub fn start(receiver: &Receiver, registry: Arc<Registry>) -> OtlpThread {
    exporter(receiver, registry).start().unwrap()
}

pub fn message(request: &Received) -> ExportMetricsServiceRequest {
    ExportMetricsServiceRequest::decode(&*request.body).unwrap()
}

pub fn metrics(request: &Received) -> Vec<Metric> {
    message(request).resource_metrics[0].scope_metrics[0].metrics.clone()
}

/// The value of the counter, and the start and the end of its time.
pub fn events(request: &Received) -> (i64, u64, u64) {
    let metrics = metrics(request);
    let Some(Data::Sum(sum)) = &metrics[0].data else { panic!("{metrics:?}") };
    let point = &sum.data_points[0];
    let Some(Value::AsInt(value)) = point.value else { panic!("{point:?}") };
    (value, point.start_time_unix_nano, point.time_unix_nano)
}

pub fn count(name: &str, result: &str) -> f64 {
    Registry::global().snapshot().sum(name, &[("destination", "otlp"), ("result", result)])
}
