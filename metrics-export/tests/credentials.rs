//! Passwords and tokens.

mod support;

use std::net::SocketAddr;
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
