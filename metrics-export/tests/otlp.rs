//! OTLP over HTTP: what arrives, and what becomes of it when nothing arrives.

#[path = "support/collector.rs"]
mod collector;
mod support;

use std::io::Read;
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use collector::{PROTOBUF, count, events, exporter, message, metrics, probe, start, thanks};
use flate2::read::GzDecoder;
use metrics_core::Registry;
use metrics_export::SendError;
use metrics_export::otlp::{Compression, OtlpError, OtlpExporter};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsPartialSuccess, ExportMetricsServiceResponse,
};
use prost::Message;
use support::receiver::{Reaction, Receiver};

#[test]
fn a_message_says_who_what_and_how() {
    let receiver = Receiver::start(|_| thanks());
    let (probe, registry) = probe();
    probe.events.inc_by(3);
    let exporter = exporter(&receiver, registry).header("X-Scope", "one").resource("service.name", "shop");
    let exporter = exporter.start().unwrap();
    exporter.flush().unwrap();
    exporter.shutdown(Duration::from_secs(5)).unwrap();

    let requests = receiver.received();
    assert_eq!(requests.len(), 2, "one is the last");
    let request = &requests[0];
    assert_eq!((request.method.as_str(), request.path.as_str()), ("POST", "/v1/metrics"));
    assert_eq!(request.header("content-type"), Some("application/x-protobuf"));
    assert_eq!(request.header("content-encoding"), None);
    assert_eq!(request.header("x-scope"), Some("one"));
    assert!(request.header("user-agent").unwrap().starts_with("metrics-export/"));
    let message = message(request);
    let resource = message.resource_metrics[0].resource.as_ref().unwrap();
    assert!(format!("{resource:?}").contains("\"shop\""));
    let scope = message.resource_metrics[0].scope_metrics[0].scope.as_ref().unwrap();
    assert_eq!(scope.name, "metrics-export");
    assert_eq!(metrics(request)[0].name, "probe_events_total");
    assert_eq!(events(request).0, 3);
    assert!(events(&requests[1]).2 >= events(request).2);
    assert_eq!(events(&requests[1]).1, events(request).1, "cumulative values begin where they began");
}

#[test]
fn a_message_can_be_compressed() {
    let receiver = Receiver::start(|_| thanks());
    let exporter = exporter(&receiver, probe().1).compression(Compression::Gzip).start().unwrap();
    exporter.flush().unwrap();
    let mut request = receiver.received().remove(0);
    assert_eq!(request.header("content-encoding"), Some("gzip"));
    let mut body = Vec::new();
    GzDecoder::new(&*request.body).read_to_end(&mut body).unwrap();
    request.body = body;
    assert_eq!(events(&request).0, 0);
}

#[test]
fn it_exports_every_interval() {
    let (sender, arrivals) = mpsc::channel();
    let sender = Mutex::new(sender);
    let receiver = Receiver::start(move |_| {
        sender.lock().unwrap().send(Instant::now()).unwrap();
        thanks()
    });
    let begin = Instant::now();
    let exporter = exporter(&receiver, probe().1).interval(Duration::from_millis(100)).start().unwrap();
    let first = arrivals.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(first - begin >= Duration::from_millis(90), "the first after an interval");
    let second = arrivals.recv_timeout(Duration::from_secs(20)).unwrap();
    assert!(second - first >= Duration::from_millis(50));
    exporter.shutdown(Duration::from_secs(5)).unwrap();
}

#[tokio::test]
async fn a_task_in_a_runtime_does_the_same() {
    let receiver = Receiver::start(|_| thanks());
    let (probe, registry) = probe();
    let task = exporter(&receiver, registry).spawn().unwrap();
    task.flush().await.unwrap();
    probe.events.inc();
    task.shutdown(Duration::from_secs(5)).await.unwrap();
    let values: Vec<_> = receiver.received().iter().map(|request| events(request).0).collect();
    assert_eq!(values, [0, 1]);
}

#[test]
fn dropping_it_exports_a_last_time() {
    let receiver = Receiver::start(|_| thanks());
    drop(start(&receiver, probe().1));
    let deadline = Instant::now() + Duration::from_secs(20);
    while receiver.received().is_empty() {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_would_fail_again_is_not_tried_again() {
    for status in [400, 401, 404, 413, 500] {
        let receiver = Receiver::start(move |_| Reaction::status(status, "no such thing"));
        let before = count("metrics_export_deliveries_total", "failed");
        // Kept until all is counted: when it goes, it exports a last time.
        let exporter = start(&receiver, probe().1);
        let error = exporter.flush().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "metrics were not sent to `{}/v1/metrics`: the answer was {status}: no such thing",
                receiver.url()
            )
        );
        assert_eq!(receiver.received().len(), 1);
        assert!(count("metrics_export_deliveries_total", "failed") > before);
    }
}

#[test]
fn the_reason_of_a_collector_is_understood() {
    // `google.rpc.Status`: field 2 is the message.
    let mut body = vec![0x12, 10];
    body.extend_from_slice(b"no quota\x1b!");
    let receiver = Receiver::start(move |_| Reaction::Answer(400, &[PROTOBUF], body.clone()));
    let error = start(&receiver, probe().1).flush().unwrap_err();
    assert!(error.to_string().ends_with("the answer was 400: no quota\\u{1b}!"), "{error}");
}

#[test]
fn a_page_for_people_is_no_success() {
    for (headers, body) in [
        (&[("content-type", "text/html")][..], &b"<html>Welcome"[..]),
        (&[PROTOBUF], b"\xff\xff\xff"),
        (&[], b"ok"),
    ] {
        let receiver = Receiver::start(move |_| Reaction::Answer(200, headers, body.to_vec()));
        let error = start(&receiver, probe().1).flush().unwrap_err();
        let OtlpError::Send { reason: SendError::Answer(_), attempts: 1, .. } = &error else {
            panic!("{error}")
        };
    }
    for (headers, body) in [(&[][..], &b""[..]), (&[("content-type", "application/json")], b"{}")] {
        let receiver = Receiver::start(move |_| Reaction::Answer(202, headers, body.to_vec()));
        start(&receiver, probe().1).flush().unwrap();
    }
}

#[test]
fn what_is_refused_is_told_and_not_sent_again() {
    let partial =
        ExportMetricsPartialSuccess { rejected_data_points: 7, error_message: "too old".to_owned() };
    let answer = ExportMetricsServiceResponse { partial_success: Some(partial) }.encode_to_vec();
    let receiver = Receiver::start(move |_| Reaction::Answer(200, &[PROTOBUF], answer.clone()));
    let refused = || Registry::global().snapshot().sum("metrics_export_refused_points_total", &[]);
    let before = refused();
    let exporter = start(&receiver, probe().1);
    let error = exporter.flush().unwrap_err();
    let OtlpError::Refused { points: 7, message, .. } = &error else { panic!("{error}") };
    assert_eq!(message, "too old");
    assert_eq!(receiver.received().len(), 1);
    assert!(refused() >= before + 7.0);
}

#[test]
fn an_empty_registry_sends_nothing() {
    let receiver = Receiver::start(|_| thanks());
    start(&receiver, Arc::new(Registry::new())).flush().unwrap();
    assert!(receiver.received().is_empty());
}

#[test]
fn what_cannot_work_is_told_at_once() {
    let refused = |exporter: OtlpExporter| exporter.start().unwrap_err().to_string();
    assert!(refused(OtlpExporter::new().endpoint("collector:4318")).contains("is not a URL"));
    assert!(refused(OtlpExporter::new().header("a b", "")).contains("`a b` cannot name a header"));
    assert!(!format!("{:?}", OtlpExporter::new().header("authorization", "secret")).contains("secret"));
}
