//! Pushes to a Pushgateway: what is sent, and what becomes of all that can go wrong.

mod support;

use std::error::Error;
use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use metrics_core::{Format, Registry};
use metrics_export::SendError;
use metrics_export::pushgateway::{Pushgateway, PushgatewayBuilder};
use support::receiver::{Reaction, Receiver};
use support::registry;

fn builder(receiver: &Receiver) -> PushgatewayBuilder {
    Pushgateway::builder(receiver.url(), "backup").registry(registry(|| 42.0))
}

fn failed() -> f64 {
    let labels = [("destination", "pushgateway"), ("result", "failed")];
    Registry::global().snapshot().sum("metrics_export_deliveries_total", &labels)
}

#[test]
fn the_requests_are_those_of_the_gateway() {
    let receiver = Receiver::start(|_| Reaction::status(200, ""));
    let gateway = builder(&receiver)
        .group("instance", "")
        .group("path", "/var/tmp")
        .basic_auth("user", "p:w")
        .header("X-Scope", "one");
    let gateway = gateway.build().unwrap();
    gateway.blocking().push().unwrap();
    gateway.blocking().push_add().unwrap();
    gateway.blocking().delete().unwrap();

    let requests = receiver.received();
    let methods: Vec<_> = requests.iter().map(|request| request.method.as_str()).collect();
    assert_eq!(methods, ["PUT", "POST", "DELETE"]);
    for request in &requests {
        assert_eq!(request.path, "/metrics/job/backup/instance@base64/=/path@base64/L3Zhci90bXA");
        assert_eq!(request.header("authorization"), Some("Basic dXNlcjpwOnc="));
        assert_eq!(request.header("x-scope"), Some("one"));
    }
    assert_eq!(requests[0].header("content-type"), Some(Format::Text.content_type()));
    assert_eq!(
        requests[0].text(),
        "# HELP probe_answer The answer.\n# TYPE probe_answer gauge\nprobe_answer 42\n"
    );
    assert_eq!(requests[0].body, requests[1].body);
    assert_eq!(requests[2].body, b"");
}

#[test]
fn a_gateway_may_lie_below_a_path() {
    let receiver = Receiver::start(|_| Reaction::status(202, ""));
    let gateway = Pushgateway::builder(format!("{}/push/", receiver.url()), "backup").build().unwrap();
    gateway.blocking().delete().unwrap();
    assert_eq!(receiver.received()[0].path, "/push/metrics/job/backup");
}

#[tokio::test]
async fn inside_a_runtime_it_awaits_or_blocks() {
    let receiver = Receiver::start(|_| Reaction::status(200, ""));
    let gateway = builder(&receiver).build().unwrap();
    gateway.push().await.unwrap();
    gateway.blocking().push().unwrap();
    drop(gateway.push_on_exit());
    assert_eq!(receiver.received().len(), 3);
}

#[test]
fn an_answer_that_is_none_of_success_is_told_with_its_reason() {
    for (status, body, says) in [
        (400, "pushed metrics are invalid\n", "the answer was 400: pushed metrics are invalid"),
        (500, "", "the answer was 500"),
        (401, "\u{1b}[31mno", "the answer was 401: \\u{1b}[31mno"),
        (302, "elsewhere", "the answer was 302: elsewhere"),
    ] {
        let receiver = Receiver::start(move |_| Reaction::status(status, body));
        let gateway = builder(&receiver).header("authorization", "Bearer secret").build().unwrap();
        let before = failed();
        let error = gateway.blocking().push().unwrap_err();
        let url = format!("http://{}/metrics/job/backup", receiver.address);
        assert_eq!(error.to_string(), format!("metrics were not pushed to `{url}`: {says}"));
        assert_eq!(error.url(), url);
        assert!(matches!(error.reason(), SendError::Status { status: code, .. } if *code == status));
        assert!(failed() > before);
        assert!(!format!("{gateway:?}").contains("secret"), "{gateway:?}");
    }
}

#[test]
fn a_gateway_that_is_down_is_told_at_once() {
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gateway = Pushgateway::builder(format!("http://{free}"), "backup").build().unwrap();
    let error = gateway.blocking().push().unwrap_err();
    assert!(matches!(error.reason(), SendError::Connection(_)));
    assert!(error.to_string().to_lowercase().contains("connection refused"), "{error}");
    assert!(error.source().and_then(Error::source).is_some());
}

#[test]
fn who_does_not_answer_is_not_waited_for() {
    for react in [|| Reaction::Silence, || Reaction::Raw(b"")] {
        let receiver = Receiver::start(move |_| react());
        let gateway = builder(&receiver).timeout(Duration::from_millis(200)).build().unwrap();
        let start = Instant::now();
        let error = gateway.blocking().push().unwrap_err();
        assert!(matches!(error.reason(), SendError::Timeout(_) | SendError::Connection(_)), "{error}");
        assert!(start.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_callback_that_hangs_is_not_waited_for() {
    let receiver = Receiver::start(|_| Reaction::status(200, ""));
    let (release, hang) = mpsc::channel::<()>();
    let hang = Mutex::new(hang);
    let registry = registry(move || {
        let _ = hang.lock().unwrap().recv_timeout(Duration::from_secs(30));
        1.0
    });
    let gateway = Pushgateway::builder(receiver.url(), "backup").registry(registry);
    let gateway = gateway.timeout(Duration::from_millis(200)).build().unwrap();
    let start = Instant::now();
    let error = gateway.blocking().push().unwrap_err();
    assert!(matches!(error.reason(), SendError::Timeout(_)), "{error}");
    assert!(start.elapsed() < Duration::from_secs(10));
    drop(release);
}

#[test]
fn nonsense_is_an_error_and_nothing_else() {
    for nonsense in [
        &b"SSH-2.0-OpenSSH_9.2\r\n"[..],
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nBroken",
        b"\0\0\0\0",
        b"HTTP/9.9 200 OK\r\n\r\n",
    ] {
        let receiver = Receiver::start(move |_| Reaction::Raw(nonsense));
        let error = builder(&receiver).build().unwrap().blocking().push().unwrap_err();
        assert!(matches!(error.reason(), SendError::Connection(_)), "{error}");
    }
}

#[test]
fn an_answer_that_breaks_off_has_been_said_by_its_status() {
    let half = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf";
    let receiver = Receiver::start(move |_| Reaction::Raw(half));
    builder(&receiver).build().unwrap().blocking().push().unwrap();

    let half = b"HTTP/1.1 503 No\r\ncontent-length: 100\r\n\r\nnot no";
    let receiver = Receiver::start(move |_| Reaction::Raw(half));
    let error = builder(&receiver).build().unwrap().blocking().push().unwrap_err();
    assert!(error.to_string().ends_with("the answer was 503: not no"), "{error}");
}

#[test]
fn a_long_reason_is_cut() {
    let receiver = Receiver::start(|_| Reaction::Answer(400, &[], vec![b'x'; 10_000_000]));
    let error = builder(&receiver).build().unwrap().blocking().push().unwrap_err();
    assert!(error.to_string().len() < 1500);
}

#[test]
fn a_job_that_ends_pushes_however_it_ends() {
    let receiver = Receiver::start(|_| Reaction::status(200, ""));
    let gateway = builder(&receiver).build().unwrap();
    let job = |fails: bool| -> Result<(), String> {
        let _push = gateway.clone().push_on_exit();
        if fails { Err("no disk".to_owned()) } else { Ok(()) }
    };
    job(false).unwrap();
    job(true).unwrap_err();
    let panics = || {
        let _push = gateway.clone().push_on_exit();
        panic!("as it may");
    };
    catch_unwind(AssertUnwindSafe(panics)).unwrap_err();
    gateway.clone().push_on_exit().finish().unwrap();
    gateway.push_on_exit().cancel();
    let requests = receiver.received();
    assert_eq!(requests.len(), 4);
    assert!(requests.iter().all(|request| request.method == "PUT"));
}

#[test]
fn a_push_that_fails_on_exit_is_reported_once() {
    let receiver = Receiver::start(|_| Reaction::status(400, "no"));
    let gateway = builder(&receiver).build().unwrap();
    let reports = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&reports);
    let push = gateway.clone().push_on_exit();
    drop(push.on_error(move |error| kept.lock().unwrap().push(error.to_string())));
    assert_eq!(reports.lock().unwrap().len(), 1);
    gateway.push_on_exit().finish().unwrap_err();
    assert_eq!(reports.lock().unwrap().len(), 1);
    assert_eq!(receiver.received().len(), 2);
}

#[test]
fn what_cannot_work_is_told_before_the_job_runs() {
    let refused = |builder: PushgatewayBuilder| builder.build().unwrap_err().to_string();
    let local = || Pushgateway::builder("http://localhost:9091", "backup");
    assert!(refused(Pushgateway::builder("localhost:9091", "backup")).contains("is not a URL"));
    assert!(refused(Pushgateway::builder("http://localhost:9091", "")).contains("is not empty"));
    assert!(refused(local().group("a-b", "1")).contains("`a-b` cannot name"));
    assert!(refused(local().header("bad name", "1")).contains("`bad name` cannot name a header"));
    assert!(!refused(local().header("authorization", "secret\n")).contains("secret"));
    assert!(!format!("{:?}", local().basic_auth("user", "secret")).contains("secret"));
}
