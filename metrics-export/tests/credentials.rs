//! Passwords and tokens.

mod support;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use metrics_export::Exporter;
use support::{Client, Reply, registry};

fn exporter() -> Exporter {
    Exporter::new().registry(registry(|| 42.0))
}

fn hash(password: &str, cost: u32) -> String {
    bcrypt::hash(password, cost).unwrap()
}

fn basic(both: &str) -> String {
    format!("Authorization: Basic {}", STANDARD.encode(both))
}

fn get(address: SocketAddr, target: &str, headers: &[&str]) -> Reply {
    Client::connect(address).request("GET", target, headers)
}

#[test]
fn only_who_is_named_is_let_in() {
    let server = exporter()
        .basic_auth("alice", hash("ace", 4))
        .basic_auth("bob", hash("\u{e9}t\u{e9}:", 4))
        .bearer_token("let me in")
        .serve("127.0.0.1:0")
        .unwrap();
    let address = server.local_addr();
    for target in ["/metrics", "/", "/nothing"] {
        for header in [
            "X: y".to_owned(),
            basic("alice:wrong"),
            basic("mallory:ace"),
            "Authorization: Bearer let".into(),
        ] {
            let reply = get(address, target, &[&header]);
            assert_eq!(reply.status, 401, "{header}");
            let challenges: Vec<_> = reply
                .headers
                .iter()
                .filter(|(name, _)| name == "www-authenticate")
                .map(|(_, value)| value)
                .collect();
            assert_eq!(
                challenges,
                [r#"Basic realm="metrics", charset="UTF-8""#, r#"Bearer realm="metrics""#]
            );
            assert!(!reply.text().contains("probe"));
        }
    }
    for header in [basic("alice:ace"), basic("bob:\u{e9}t\u{e9}:"), "Authorization: Bearer let me in".into()]
    {
        assert_eq!(get(address, "/metrics", &[&header]).status, 200, "{header}");
        assert_eq!(get(address, "/nothing", &[&header]).status, 404);
    }
    // Nothing is done for who is not let in, and `HEAD` stays what it is.
    let mut client = Client::connect(address);
    assert_eq!(client.request("HEAD", "/metrics", &[]).status, 401);
    assert_eq!(client.request("DELETE", "/metrics", &[]).status, 401);
    assert_eq!(client.request("GET", "/metrics", &[&basic("alice:ace")]).status, 200);
    server.shutdown();
}

#[test]
fn no_hash_is_an_error_when_it_starts() {
    let error = exporter().basic_auth("alice", "secret").serve("127.0.0.1:0").unwrap_err();
    assert!(error.to_string().contains("the password of `alice`"), "{error}");
}

#[test]
fn wrong_passwords_do_not_delay_who_was_let_in_before() {
    let server = exporter().basic_auth("alice", hash("ace", 10)).serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    let alice = basic("alice:ace");
    let quiet = (0..2).map(|_| {
        let begin = Instant::now();
        assert_eq!(get(address, "/metrics", &[&alice]).status, 200);
        begin.elapsed()
    });
    // The first time takes a hash.
    let one_hash = quiet.max().unwrap();
    let attackers = 30;
    thread::scope(|scope| {
        for number in 0..attackers {
            scope.spawn(move || {
                let mut client = Client::connect(address);
                client.send(
                    "GET",
                    "/metrics",
                    &[&basic(&format!("alice:{number}")), "X-Prometheus-Scrape-Timeout-Seconds: 3"],
                );
                let status = client.reply("GET").unwrap().status;
                assert!(status == 401 || status == 503, "{status}");
            });
        }
        thread::sleep(Duration::from_millis(200));
        let begin = Instant::now();
        for _ in 0..10 {
            assert_eq!(get(address, "/metrics", &[&alice]).status, 200);
        }
        // Ten scrapes, and not even as long as the attackers would have to wait for each other.
        assert!(begin.elapsed() < one_hash * attackers, "{:?}, a hash takes {one_hash:?}", begin.elapsed());
    });
    server.shutdown();
}

/// More connections than there are places ask with wrong passwords, and do not wait for the answers.
#[test]
fn a_flood_of_wrong_passwords_shuts_nobody_out_who_was_let_in_before() {
    let server = exporter().basic_auth("alice", hash("ace", 10)).serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    let alice = basic("alice:ace");
    assert_eq!(get(address, "/metrics", &[&alice]).status, 200);
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        for number in 0..70 {
            let (over, wrong) = (&over, basic(&format!("alice:{number}")));
            scope.spawn(move || {
                while !over.load(Relaxed) {
                    let mut client = Client::connect(address);
                    client.set_patience(Duration::from_millis(500));
                    // Whoever is closed for another one comes again.
                    let _ = client.try_send(
                        "GET",
                        "/metrics",
                        &[&wrong, "X-Prometheus-Scrape-Timeout-Seconds: 3"],
                    );
                    let _ = client.reply("GET");
                }
            });
        }
        thread::sleep(Duration::from_millis(300));
        let statuses: Vec<_> = (0..12)
            .map(|_| {
                thread::sleep(Duration::from_millis(50));
                get(address, "/metrics", &[&alice]).status
            })
            .collect();
        over.store(true, Relaxed);
        assert_eq!(statuses, [200; 12]);
    });
    server.shutdown();
}

#[test]
fn to_wait_for_a_password_is_a_part_of_the_time_of_a_scrape() {
    let hash = hash("ace", 11);
    let begin = Instant::now();
    assert!(bcrypt::verify("ace", &hash).unwrap());
    let one_hash = begin.elapsed();
    let stuck = registry(|| {
        loop {
            thread::park();
        }
    });
    let server = Exporter::new().registry(stuck).basic_auth("alice", hash).serve("127.0.0.1:0").unwrap();
    // A wrong password, and a pause of four hashes.
    assert_eq!(get(server.local_addr(), "/", &[&basic("alice:wrong")]).status, 401);
    let timeout = one_hash * 6 + Duration::from_millis(500);
    let header = format!("X-Prometheus-Scrape-Timeout-Seconds: {}", timeout.as_secs_f64());
    let mut client = Client::connect(server.local_addr());
    // On a slow machine, more than the ten seconds of others.
    client.set_patience(timeout * 2);
    let begin = Instant::now();
    assert_eq!(client.request("GET", "/metrics", &[&basic("alice:ace"), &header]).status, 503);
    // Were the wait not counted, this would take four hashes longer. One is for machines that have other work.
    let elapsed = begin.elapsed();
    assert!(elapsed < timeout + one_hash, "{elapsed:?}, and the scraper waits for {timeout:?}");
    server.shutdown();
}
