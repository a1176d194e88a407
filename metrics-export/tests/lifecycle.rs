//! How an endpoint starts, bears up and stops.

mod support;

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::ops::Deref;
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::Registry;
use metrics_export::{DEFAULT_ADDRESS, Exporter, serve};
use support::{Client, registry};

fn status(address: SocketAddr) -> u16 {
    Client::connect(address).request("GET", "/metrics", &[]).status
}

/// An exporter whose scrapes take their time, and word of each that begins.
fn slow_exporter() -> (Exporter, Receiver<()>) {
    let (begun, begins) = mpsc::channel();
    let registry = registry(move || {
        begun.send(()).unwrap();
        thread::sleep(Duration::from_millis(300));
        42.0
    });
    (Exporter::new().registry(registry), begins)
}

#[test]
fn a_program_without_a_runtime() {
    let server = serve("127.0.0.1:0").unwrap();
    assert!(server.local_addr().ip().is_loopback());
    assert_eq!(status(server.local_addr()), 200);
    server.shutdown();
}

#[tokio::test]
async fn a_thread_of_its_own_beside_a_runtime() {
    // Blocks the only thread of this runtime, and is answered all the same.
    let server = serve("127.0.0.1:0").unwrap();
    assert_eq!(status(server.local_addr()), 200);
    server.shutdown();
}

#[tokio::test(flavor = "multi_thread")]
async fn inside_a_runtime() {
    let server = Exporter::new().bind(("127.0.0.1", 0)).await.unwrap();
    assert_eq!(status(server.local_addr()), 200);
    server.shutdown().await;
}

#[test]
fn the_default_is_this_machine() {
    assert_eq!(DEFAULT_ADDRESS.to_string(), "127.0.0.1:9464");
}

#[tokio::test]
async fn a_port_that_is_taken_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    assert_eq!(serve(address).unwrap_err().kind(), ErrorKind::AddrInUse);
    assert_eq!(Exporter::new().bind(address).await.unwrap_err().kind(), ErrorKind::AddrInUse);
    assert!(serve("no address").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_port_is_free_again() {
    let server = serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    assert_eq!(status(address), 200);
    server.shutdown();

    let server = Exporter::new().bind(address).await.unwrap();
    assert_eq!(status(address), 200);
    server.shutdown().await;

    serve(address).unwrap().shutdown();
}

#[test]
fn a_running_scrape_is_finished() {
    let (exporter, begins) = slow_exporter();
    let server = exporter.serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    let mut client = Client::connect(address);
    client.send("GET", "/metrics", &[]);
    begins.recv().unwrap();

    server.shutdown();
    let reply = client.reply("GET").unwrap();
    assert!(reply.status == 200 && reply.text().contains("probe_answer 42"));
    assert!(client.is_ended());
    assert!(TcpListener::bind(address).is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_scrape_is_finished_inside_a_runtime() {
    let (exporter, begins) = slow_exporter();
    let server = exporter.bind("127.0.0.1:0").await.unwrap();
    let mut client = Client::connect(server.local_addr());
    client.send("GET", "/metrics", &[]);
    begins.recv().unwrap();

    server.shutdown().await;
    assert!(client.reply("GET").unwrap().text().contains("probe_answer 42"));
}

#[test]
fn idle_connections_do_not_hold_up_the_end() {
    let server = serve("127.0.0.1:0").unwrap();
    let mut idle = Client::connect(server.local_addr());
    idle.request("GET", "/metrics", &[]);
    let silent = Client::connect(server.local_addr());
    assert_eq!(status(server.local_addr()), 200);

    let begin = Instant::now();
    server.shutdown();
    assert!(begin.elapsed() < Duration::from_secs(5));
    assert!(idle.is_ended());
    drop(silent);
}

#[test]
fn dropping_the_handle_changes_nothing() {
    let address = serve("127.0.0.1:0").unwrap().local_addr();
    thread::sleep(Duration::from_millis(50));
    assert_eq!(status(address), 200);
}

#[test]
fn a_slow_scrape_does_not_hold_up_the_rest() {
    let gate = Arc::new(Barrier::new(2));
    let scrape_gate = Arc::clone(&gate);
    let slow = registry(move || {
        scrape_gate.wait();
        42.0
    });
    let server = Exporter::new().registry(slow).serve("127.0.0.1:0").unwrap();
    let mut scrape = Client::connect(server.local_addr());
    scrape.send("GET", "/metrics", &[]);
    assert_eq!(Client::connect(server.local_addr()).request("GET", "/", &[]).status, 200);
    gate.wait();
    assert_eq!(scrape.reply("GET").unwrap().status, 200);
    server.shutdown();
}

#[test]
fn a_callback_that_panics_does_not_fail_the_scrape() {
    let server = Exporter::new().registry(registry(|| panic!("on purpose"))).serve("127.0.0.1:0").unwrap();
    let reply = Client::connect(server.local_addr()).request("GET", "/metrics", &[]);
    assert!(reply.status == 200 && !reply.text().contains("\nprobe_answer "));
    server.shutdown();
}

#[test]
fn a_scrape_that_panics_is_an_error_and_nothing_else() {
    struct Broken;
    impl Deref for Broken {
        type Target = Registry;
        fn deref(&self) -> &Registry {
            panic!("on purpose")
        }
    }

    let server = Exporter::new().registry(Broken).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    // More often than scrapes are rendered at once: none of them keeps its turn.
    for _ in 0..10 {
        assert_eq!(client.request("GET", "/metrics", &[]).status, 500);
    }
    assert_eq!(client.request("GET", "/", &[]).status, 200);
    server.shutdown();
}
