//! The same endpoint over HTTP/2, and what clients can do to it there.

mod support;

use std::net::SocketAddr;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::{HeaderMap, Method, StatusCode};
use metrics_export::{Exporter, Server};
use support::http2::Http2;
use support::{Client, long_registry, registry};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::select;
use tokio::task::yield_now;
use tokio::time::timeout;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// What a client allows by default.
const WINDOW: u32 = 65_535;

async fn server() -> Server {
    Exporter::new().registry(registry(|| 42.0)).bind("127.0.0.1:0").await.unwrap()
}

/// Asserts that somebody new gets the metrics.
async fn assert_served(address: SocketAddr) {
    let mut client = Http2::connect(address, WINDOW).await;
    let scrape = timeout(Duration::from_secs(10), client.request(&Method::GET, "/metrics"));
    assert_eq!(scrape.await.unwrap().0, StatusCode::OK);
}

#[tokio::test]
async fn with_prior_knowledge() {
    let server = server().await;
    let mut client = Http2::connect(server.local_addr(), WINDOW).await;
    let (status, headers, body) = client.request(&Method::GET, "/metrics").await;
    assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &TEXT.parse().unwrap()));
    assert!(body.ends_with(b"probe_answer 42\n"));
    let (_, head, nothing) = client.request(&Method::HEAD, "/metrics").await;
    assert_eq!((&head["content-length"], nothing.len()), (&headers["content-length"], 0));
    assert_eq!(head["content-length"], body.len().to_string());

    server.shutdown().await;
    client.end().await.unwrap();
}

#[tokio::test]
async fn the_answers_are_those_of_http_1() {
    let server = server().await;
    let mut client = Http2::connect(server.local_addr(), WINDOW).await;
    for (method, target) in [
        (Method::GET, "/"),
        (Method::HEAD, "/"),
        (Method::GET, "/metrics"),
        (Method::GET, "/metrics/?name"),
        (Method::OPTIONS, "/metrics"),
        (Method::POST, "/metrics"),
        (Method::DELETE, "/"),
        (Method::TRACE, "/metrics"),
        (Method::GET, "/nothing"),
        (Method::POST, "/nothing"),
        (Method::HEAD, "/nothing"),
    ] {
        let (status, headers, body) = client.request(&method, target).await;
        let address = server.local_addr();
        let (name, target) = (method.clone(), target.to_owned());
        let wanted = tokio::task::spawn_blocking(move || {
            Client::connect(address).request(name.as_str(), &target, &["Content-Length: 0"])
        });
        let wanted = wanted.await.unwrap();
        assert_eq!((status.as_u16(), &body[..]), (wanted.status, &wanted.body[..]));
        for header in ["allow", "content-type", "content-length", "vary"] {
            let value = headers.get(header).map(|value| value.to_str().unwrap());
            assert_eq!(value, wanted.header(header), "{method} {header}");
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn several_requests_at_once() {
    let server = server().await;
    let mut clients = Vec::new();
    for _ in 0..4 {
        clients.push(Http2::connect(server.local_addr(), WINDOW).await);
    }
    for client in &mut clients {
        for _ in 0..5 {
            assert_eq!(client.request(&Method::GET, "/metrics").await.0, StatusCode::OK);
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_head_that_is_too_long_is_turned_away() {
    let server = server().await;
    let mut client = Http2::connect(server.local_addr(), WINDOW).await;
    let headers = HeaderMap::from_iter([("x-long".parse().unwrap(), "x".repeat(32 << 10).parse().unwrap())]);
    let answer = client.send(&Method::GET, "/metrics", headers).await;
    assert!(answer.is_err() || answer.unwrap().status() == StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    assert_served(server.local_addr()).await;
    server.shutdown().await;
}

#[tokio::test]
async fn requests_that_are_taken_back_at_once() {
    let server = server().await;
    let (mut given_up, mut ended) = (0, 0);
    for _ in 0..20 {
        let mut client = Http2::connect(server.local_addr(), WINDOW).await;
        for _ in 0..500 {
            // Given up when it is sent and not answered yet: the stream is reset.
            select! {
                biased;
                answer = client.send(&Method::GET, "/metrics", HeaderMap::new()) => if answer.is_err() {
                    ended += 1;
                    break;
                },
                () = async { for _ in 0..6 { yield_now().await } } => given_up += 1,
            }
        }
    }
    assert!(given_up > 100, "{given_up} requests were taken back, and {ended} connections ended for it");
    assert_served(server.local_addr()).await;
    server.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_stays_closed_keeps_nobody_else_waiting() {
    let server = Exporter::new().registry(long_registry(1 << 20)).bind("127.0.0.1:0").await.unwrap();
    let mut unread = Vec::new();
    for _ in 0..40 {
        let mut client = Http2::connect(server.local_addr(), 0).await;
        let answer = client.send(&Method::GET, "/metrics", HeaderMap::new()).await.unwrap();
        unread.push((client, answer));
    }
    assert_served(server.local_addr()).await;

    // On the same connection, the rest goes on.
    let (client, _) = &mut unread[0];
    let (head, body) = client.send(&Method::HEAD, "/metrics", HeaderMap::new()).await.unwrap().into_parts();
    assert_eq!(head.status, StatusCode::OK);
    assert!(body.collect().await.unwrap().to_bytes().is_empty());
    drop(unread);
    server.shutdown().await;
}

#[tokio::test]
async fn garbage_after_the_preface_ends_the_connection() {
    let server = server().await;
    let address = server.local_addr();
    let attempts = [&b"\0\0\0\xff\xff\0\0\0\0"[..], &[0xff; 4096], b"GET / HTTP/1.1\r\n\r\n", &[0; 8192]]
        .map(|garbage| async move {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await.unwrap();
            // It may be gone before all is written.
            let _ = stream.write_all(garbage).await;
            let mut answer = Vec::new();
            // At the latest when the time for the first request is over.
            let end = timeout(Duration::from_secs(15), stream.read_to_end(&mut answer)).await;
            assert!(end.is_ok(), "the connection stays open after {} bytes", garbage.len());
        });
    let attempts: Vec<_> = attempts.into_iter().map(tokio::spawn).collect();
    assert_served(address).await;
    for attempt in attempts {
        attempt.await.unwrap();
    }
    server.shutdown().await;
}
