//! Many scrapes at once: who shares what, and what a reader can hold.

mod support;

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use metrics_export::Exporter;
use support::{Client, Reply, registry};

/// Scrapes that are rendered at once.
const RENDERERS: u64 = 4;

fn value(reply: &Reply) -> u64 {
    let line = reply.text().lines().find(|line| line.starts_with("probe_answer")).unwrap();
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn those_who_wait_for_the_same_share_it() {
    let gate = Arc::new((Mutex::new(false), Condvar::new()));
    let calls = Arc::new(AtomicU64::new(0));
    let (scrape_gate, scrape_calls) = (Arc::clone(&gate), Arc::clone(&calls));
    let registry = registry(move || {
        let (open, opened) = &*scrape_gate;
        drop(opened.wait_while(open.lock().unwrap(), |open| !*open).unwrap());
        scrape_calls.fetch_add(1, Relaxed) as f64
    });
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let mut clients: Vec<_> = (0..60).map(|_| Client::connect(server.local_addr())).collect();
    for client in &mut clients {
        client.send("GET", "/metrics", &[]);
    }
    // For the last of these requests to be read.
    thread::sleep(Duration::from_millis(300));
    *gate.0.lock().unwrap() = true;
    gate.1.notify_all();
    for client in &mut clients {
        assert_eq!(client.reply("GET").unwrap().status, 200);
    }
    let calls = calls.load(Relaxed);
    assert!((1..=RENDERERS + 1).contains(&calls), "60 scrapes read the metrics {calls} times");
    server.shutdown();
}

#[test]
fn nobody_gets_what_was_read_before_he_asked() {
    let calls = Arc::new(AtomicU64::new(0));
    let scrape_calls = Arc::clone(&calls);
    let registry = registry(move || scrape_calls.fetch_add(1, Relaxed) as f64);
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    thread::scope(|scope| {
        for number in 0..16 {
            let calls = &calls;
            scope.spawn(move || {
                let mut client = Client::connect(address);
                for _ in 0..100 {
                    let before = calls.load(Relaxed);
                    let accept = ["Accept: text/plain", "Accept: application/openmetrics-text"][number % 2];
                    let reply = client.request("GET", "/metrics", &[accept]);
                    assert_eq!(reply.text().ends_with("# EOF\n"), number % 2 == 1);
                    if number % 2 == 0 {
                        assert!(value(&reply) >= before, "{} after {before}", value(&reply));
                    }
                }
            });
        }
    });
    server.shutdown();
}
