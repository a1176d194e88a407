//! OTLP over HTTP: what arrives, and what becomes of it when nothing arrives.

mod support;

use std::io::Read;
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use flate2::read::GzDecoder;
use metrics_core::{Counter, Metrics, Registry};
use metrics_export::SendError;
use metrics_export::otlp::{Compression, OtlpError, OtlpExporter, OtlpThread, Temporality};
use opentelemetry_proto::tonic::collector::metrics::v1::{
    ExportMetricsPartialSuccess, ExportMetricsServiceRequest, ExportMetricsServiceResponse,
};
use opentelemetry_proto::tonic::metrics::v1::{Metric, metric::Data, number_data_point::Value};
use prost::Message;
use support::receiver::{Reaction, Received, Receiver};
use support::registry;

const PROTOBUF: (&str, &str) = ("content-type", "application/x-protobuf");

fn thanks() -> Reaction {
    Reaction::Answer(200, &[PROTOBUF], ExportMetricsServiceResponse::default().encode_to_vec())
}

#[derive(Metrics)]
#[metrics(prefix = "probe")]
struct Probe {
    /// Events.
    events: Counter,
}

fn probe() -> (Arc<Probe>, Arc<Registry>) {
    let (probe, registry) = (Arc::new(Probe::new()), Registry::new());
    registry.register(Arc::clone(&probe)).unwrap();
    (probe, Arc::new(registry))
}

/// An exporter that exports when it is asked to, and tells its errors to nobody.
fn exporter(receiver: &Receiver, registry: Arc<Registry>) -> OtlpExporter {
    OtlpExporter::new()
        .endpoint(receiver.url())
        .registry(registry)
        .interval(Duration::from_secs(3600))
        .timeout(Duration::from_secs(5))
        .on_error(|_| {})
}

fn start(receiver: &Receiver, registry: Arc<Registry>) -> OtlpThread {
    exporter(receiver, registry).start().unwrap()
}

fn message(request: &Received) -> ExportMetricsServiceRequest {
    ExportMetricsServiceRequest::decode(&*request.body).unwrap()
}

fn metrics(request: &Received) -> Vec<Metric> {
    message(request).resource_metrics[0].scope_metrics[0].metrics.clone()
}

/// The value of the counter, and the start and the end of its time.
fn events(request: &Received) -> (i64, u64, u64) {
    let metrics = metrics(request);
    let Some(Data::Sum(sum)) = &metrics[0].data else { panic!("{metrics:?}") };
    let point = &sum.data_points[0];
    let Some(Value::AsInt(value)) = point.value else { panic!("{point:?}") };
    (value, point.start_time_unix_nano, point.time_unix_nano)
}

fn count(name: &str, result: &str) -> f64 {
    Registry::global().snapshot().sum(name, &[("destination", "otlp"), ("result", result)])
}

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
fn what_may_go_better_is_tried_again() {
    let attempts = AtomicUsize::new(0);
    let receiver = Receiver::start(move |_| match attempts.fetch_add(1, Relaxed) {
        0 => Reaction::status(503, "not yet"),
        1 => Reaction::Raw(b"nonsense\r\n\r\n"),
        _ => thanks(),
    });
    let before = count("metrics_export_deliveries_total", "delivered");
    start(&receiver, probe().1).flush().unwrap();
    let requests = receiver.received();
    assert_eq!(requests.len(), 3);
    assert!(requests.iter().all(|request| request.body == requests[0].body), "it is the same message");
    assert!(count("metrics_export_deliveries_total", "delivered") > before);
}

#[test]
fn a_collector_says_when() {
    let attempts = AtomicUsize::new(0);
    let receiver = Receiver::start(move |_| match attempts.fetch_add(1, Relaxed) {
        0 => Reaction::Answer(429, &[("retry-after", "2")], Vec::new()),
        _ => thanks(),
    });
    let start_time = Instant::now();
    start(&receiver, probe().1).flush().unwrap();
    assert!(start_time.elapsed() >= Duration::from_secs(2));
    assert_eq!(receiver.received().len(), 2);
}

#[test]
fn a_collector_that_asks_for_too_long_is_left_alone() {
    let receiver = Receiver::start(|_| Reaction::Answer(503, &[("retry-after", "200")], Vec::new()));
    let thread = start(&receiver, probe().1);
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::Send { attempts: 1, .. }), "{error}");
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::NotYet { .. }), "{error}");
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn what_would_fail_again_is_not_tried_again() {
    for status in [400, 401, 404, 413, 500] {
        let receiver = Receiver::start(move |_| Reaction::status(status, "no such thing"));
        let before = count("metrics_export_deliveries_total", "failed");
        let error = start(&receiver, probe().1).flush().unwrap_err();
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
    let error = start(&receiver, probe().1).flush().unwrap_err();
    let OtlpError::Refused { points: 7, message, .. } = &error else { panic!("{error}") };
    assert_eq!(message, "too old");
    assert_eq!(receiver.received().len(), 1);
    assert!(refused() >= before + 7.0);
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    let receiver = Receiver::start(|_| Reaction::Silence);
    let exporter = exporter(&receiver, probe().1).timeout(Duration::from_millis(100));
    let thread = exporter.export_timeout(Duration::from_millis(500)).start().unwrap();
    let begin = Instant::now();
    let error = thread.flush().unwrap_err();
    assert!(matches!(error, OtlpError::Send { reason: SendError::Timeout(_), .. }), "{error}");
    let error = thread.shutdown(Duration::from_millis(300)).unwrap_err();
    assert!(matches!(error, OtlpError::Send { .. } | OtlpError::Ended), "{error}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn a_shutdown_ends_the_waiting_between_attempts() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (sender, errors) = mpsc::channel();
    let exporter = OtlpExporter::new()
        .endpoint(format!("http://{free}"))
        .registry(probe().1)
        .interval(Duration::from_millis(1))
        .export_timeout(Duration::from_secs(600))
        .on_error(move |error| drop(sender.send(error.to_string())));
    let thread = exporter.start().unwrap();
    // It is tried again and again, for ten minutes.
    std::thread::sleep(Duration::from_millis(500));
    let begin = Instant::now();
    let error = thread.shutdown(Duration::from_secs(2)).unwrap_err();
    assert!(begin.elapsed() < Duration::from_secs(10), "{error}");
    let told = errors.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(told.to_lowercase().contains("connection refused"), "{told}");
}

/// The collector is away, is back, and is away again. What it got adds up to what was recorded.
#[test]
fn nothing_is_lost_while_a_collector_is_down() {
    for temporality in [Temporality::Delta, Temporality::Cumulative] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        drop(listener);
        let (probe, registry) = probe();
        let exporter = OtlpExporter::new()
            .endpoint(format!("http://{address}"))
            .registry(registry)
            .temporality(temporality)
            .interval(Duration::from_secs(3600))
            .export_timeout(Duration::from_millis(300))
            .on_error(|_| {});
        let thread = exporter.start().unwrap();
        let mut recorded = 0;
        let mut record = |amount: u64| {
            recorded += amount;
            probe.events.inc_by(amount);
        };
        record(5);
        thread.flush().unwrap_err();
        record(7);
        thread.flush().unwrap_err();
        let receiver = Receiver::start_at(TcpListener::bind(address).unwrap(), |request| {
            // Once it answers with an error that is not tried again.
            if events(request).0 == 1000 { Reaction::status(400, "odd") } else { thanks() }
        });
        record(11);
        thread.flush().unwrap();
        let arrived = receiver.received();
        assert_eq!((arrived.len(), events(&arrived[0]).0), (1, 23), "all since the beginning");
        if temporality == Temporality::Delta {
            record(1000);
            thread.flush().unwrap_err();
        }
        record(1);
        thread.flush().unwrap();
        thread.flush().unwrap();
        let arrived: Vec<_> =
            receiver.received().iter().map(events).filter(|(value, ..)| *value != 1000).collect();
        match temporality {
            Temporality::Delta => {
                let values: Vec<_> = arrived.iter().map(|(value, ..)| *value).collect();
                assert_eq!(values, [23, 1001, 0]);
                assert_eq!(values.iter().sum::<i64>(), recorded as i64);
                assert!(
                    arrived.windows(2).all(|pair| pair[0].2 == pair[1].1),
                    "no time is left out: {arrived:?}"
                );
            }
            _ => assert_eq!(arrived.last().unwrap().0, recorded as i64),
        }
    }
}

#[test]
fn a_callback_that_hangs_keeps_one_thread_and_no_other() {
    let receiver = Receiver::start(|_| thanks());
    let (release, hang) = mpsc::channel::<()>();
    let (hang, calls) = (Mutex::new(hang), Arc::new(AtomicUsize::new(0)));
    let called = Arc::clone(&calls);
    let registry = registry(move || {
        called.fetch_add(1, Relaxed);
        let _ = hang.lock().unwrap().recv_timeout(Duration::from_secs(60));
        1.0
    });
    let thread = exporter(&receiver, registry).export_timeout(Duration::from_millis(100)).start().unwrap();
    for _ in 0..3 {
        assert!(matches!(thread.flush().unwrap_err(), OtlpError::Read));
    }
    assert_eq!(calls.load(Relaxed), 1);
    drop(release);
    std::thread::sleep(Duration::from_millis(50));
    thread.flush().unwrap();
    assert_eq!(receiver.received().len(), 1);
}

#[test]
fn no_time_is_too_short_or_too_long() {
    let receiver = Receiver::start(|_| thanks());
    for time in [Duration::ZERO, Duration::MAX] {
        let exporter = exporter(&receiver, probe().1).interval(time).timeout(Duration::MAX);
        let thread = exporter.export_timeout(Duration::MAX).start().unwrap();
        thread.flush().unwrap();
        thread.shutdown(Duration::MAX).unwrap();
    }
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
