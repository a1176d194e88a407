//! What clients can do to an endpoint, and what others notice of it.

mod support;

use std::net::SocketAddr;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use metrics_export::{Exporter, ServerThread};
use support::{Client, registry};

/// As many as are served at once.
const CONNECTIONS: usize = 64;

fn server() -> ServerThread {
    Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap()
}

/// Asserts that somebody new gets the metrics, and in time.
fn assert_served(address: SocketAddr) {
    let begin = Instant::now();
    let mut client = Client::connect(address);
    for _ in 0..3 {
        assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
    }
    assert!(begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());
}

#[test]
fn silent_connections_take_nothing_away() {
    let server = server();
    let silent: Vec<_> = (0..CONNECTIONS).map(|_| Client::connect(server.local_addr())).collect();
    assert_served(server.local_addr());
    drop(silent);
    server.shutdown();
}

#[test]
fn five_hundred_half_open_connections() {
    let server = server();
    let half_open: Vec<_> = (0..500)
        .map(|number| {
            let mut client = Client::connect(server.local_addr());
            // HTTP/2's beginning is not told from HTTP/1's `PUT` or `PATCH` before the second letter.
            client.write(["", "P", "GET /metrics HTTP/1.1\r\nHost: "][number % 3]);
            client
        })
        .collect();
    assert_served(server.local_addr());
    drop(half_open);
    server.shutdown();
}

#[test]
fn a_scrape_while_others_keep_opening_connections() {
    let server = server();
    let address = server.local_addr();
    let begin = Instant::now();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(move || {
                let mut open = Vec::new();
                while begin.elapsed() < Duration::from_millis(500) {
                    open.push(Client::connect(address));
                    open.drain(..open.len().saturating_sub(CONNECTIONS));
                    thread::sleep(Duration::from_micros(200));
                }
            });
        }
        while begin.elapsed() < Duration::from_millis(400) {
            let mut client = Client::connect(address);
            assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
        }
    });
    server.shutdown();
}

#[test]
fn the_connection_that_makes_room_is_idle() {
    let server = server();
    let mut silent = Client::connect(server.local_addr());
    let mut clients: Vec<_> = (1..CONNECTIONS).map(|_| Client::connect(server.local_addr())).collect();
    for client in &mut clients {
        assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
    }
    assert_served(server.local_addr());
    // The longest idle one is gone; all others are still there.
    assert!(clients.remove(0).is_ended());
    for client in clients.iter_mut().chain([&mut silent]) {
        assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
    }
    server.shutdown();
}

/// Whether scrapes may end.
type Gate = Arc<(Mutex<bool>, Condvar)>;

/// An endpoint whose scrapes end when the gate is open.
fn gated() -> (Gate, ServerThread) {
    let gate = Gate::default();
    let scrape_gate = Arc::clone(&gate);
    let slow = registry(move || {
        let (open, opened) = &*scrape_gate;
        drop(opened.wait_while(open.lock().unwrap(), |open| !*open).unwrap());
        42.0
    });
    (gate, Exporter::new().registry(slow).serve("127.0.0.1:0").unwrap())
}

#[test]
fn where_all_are_answered_one_more_is_refused() {
    let (gate, server) = gated();
    let mut clients: Vec<_> = (0..CONNECTIONS).map(|_| Client::connect(server.local_addr())).collect();
    for client in &mut clients {
        client.send("GET", "/metrics", &[]);
    }
    // For the last of these requests to be read.
    thread::sleep(Duration::from_millis(200));

    for _ in 0..3 * CONNECTIONS {
        let mut refused = Client::connect(server.local_addr());
        refused.send("GET", "/metrics", &[]);
        let reply = refused.reply("GET").unwrap();
        assert_eq!((reply.status, reply.header("connection")), (503, Some("close")));
        assert_eq!(reply.text(), "Too many scrapes are under way.\n");
        assert!(refused.is_ended());
    }

    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    for client in &mut clients {
        assert_eq!(client.reply("GET").unwrap().status, 200);
    }
    assert_served(server.local_addr());
    server.shutdown();
}

/// They have a place until the scrape that they asked for ends, as others have who wait, and no longer.
#[test]
fn who_asks_and_is_gone_holds_a_place_for_one_scrape() {
    let (gate, server) = gated();
    for _ in 0..4 * CONNECTIONS {
        let mut client = Client::connect(server.local_addr());
        client.send("GET", "/metrics", &["X-Prometheus-Scrape-Timeout-Seconds: 1"]);
    }
    // When their time is over, there is room again, though the scrape still blocks.
    thread::sleep(Duration::from_secs(1));
    let begin = Instant::now();
    assert_eq!(Client::connect(server.local_addr()).request("GET", "/", &[]).status, 200);
    assert!(begin.elapsed() < Duration::from_secs(1), "{:?}", begin.elapsed());

    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    assert_served(server.local_addr());
    server.shutdown();
}
