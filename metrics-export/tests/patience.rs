//! What scrapers are told while a callback does not return.

mod support;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::Request;
use hyper::body::{Body, Bytes, Frame};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use metrics_core::Registry;
use metrics_export::Exporter;
use support::{Client, Reply, registry};

/// As many scrapes as are rendered at once.
const RENDERERS: usize = 4;
const EARLIER: &str = "Earlier scrapes are still running.\n";
const TOO_LONG: &str = "Reading the metrics takes too long.\n";

/// A registry with a callback that does not return before the sender is dropped.
fn stuck() -> (Arc<Registry>, Sender<()>) {
    let (release, released) = channel();
    let released = Mutex::new(released);
    let registry = registry(move || {
        let _ = released.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv();
        42.0
    });
    (registry, release)
}

/// A scrape by someone who waits for a second.
fn scrape(address: SocketAddr) -> (Reply, Duration) {
    let begin = Instant::now();
    let headers = ["X-Prometheus-Scrape-Timeout-Seconds: 1"];
    (Client::connect(address).request("GET", "/metrics", &headers), begin.elapsed())
}

#[test]
fn a_callback_that_never_returns() {
    let (registry, release) = stuck();
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    for number in 0..RENDERERS + 2 {
        let (reply, took) = scrape(address);
        let expected = if number < RENDERERS { TOO_LONG } else { EARLIER };
        assert_eq!((reply.status, reply.text()), (503, expected));
        assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!((400..1_000).contains(&took.as_millis()), "{took:?}");
    }
    assert_eq!(Client::connect(address).request("GET", "/", &[]).status, 200);

    drop(release);
    let (reply, _) = scrape(address);
    assert!(reply.status == 200 && reply.text().contains("\nprobe_answer"), "{}", reply.text());
    server.shutdown();
}

#[test]
fn one_who_does_not_say_how_long_he_waits() {
    let (registry, release) = stuck();
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    client.set_patience(Duration::from_secs(20));
    let begin = Instant::now();
    assert_eq!(client.request("GET", "/metrics", &[]).status, 503);
    assert!((9..12).contains(&begin.elapsed().as_secs()), "{:?}", begin.elapsed());
    // The connection is as good as before.
    drop(release);
    assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
    server.shutdown();
}

#[test]
fn nonsense_is_no_timeout() {
    let server = Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    for value in ["0", "-1", "NaN", "1e999", "-inf", "", "soon", "10s", "0x10", "\u{fc}"] {
        let header = format!("X-Prometheus-Scrape-Timeout-Seconds: {value}");
        assert_eq!(client.request("GET", "/metrics", &[&header]).status, 200, "{value:?}");
    }
    let twice = ["X-Prometheus-Scrape-Timeout-Seconds: 5", "X-Prometheus-Scrape-Timeout-Seconds: soon"];
    assert_eq!(client.request("GET", "/metrics", &twice).status, 200);
    server.shutdown();
}

/// To hear a client out is a part of its time, and does not come on top.
#[tokio::test(flavor = "multi_thread")]
async fn one_who_does_not_come_to_his_end() {
    let (registry, release) = stuck();
    let server = Exporter::new().registry(registry).bind("127.0.0.1:0").await.unwrap();
    let stream = tokio::net::TcpStream::connect(server.local_addr()).await.unwrap();
    let (mut sender, connection) =
        http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let request = Request::get("http://localhost/metrics").header("X-Prometheus-Scrape-Timeout-Seconds", "2");
    let begin = Instant::now();
    let answer = sender.send_request(request.body(Endless).unwrap()).await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!((1_400..2_000).contains(&begin.elapsed().as_millis()), "{:?}", begin.elapsed());
    drop(release);
    server.shutdown().await;
}

/// A body that neither goes on nor ends.
struct Endless;

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Pending
    }
}
