//! The file `web-config.yml`: what it may say, and what becomes of it.

mod support;

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use metrics_export::{Exporter, ServerThread};
use rustls::CipherSuite;
use rustls::crypto::ring::{cipher_suite, default_provider, kx_group};
use rustls::version::TLS12;
use support::authority::{Authority, Folder};
use support::secure::Caller;
use support::{Client, registry};

/// A folder with the files that configurations here speak of.
struct Fixture {
    folder: Folder,
    authority: Authority,
}

impl Fixture {
    fn new() -> Self {
        let (folder, authority) = (Folder::new(), Authority::new("ours"));
        let identity = authority.server();
        folder.write("server.crt", &identity.certificate);
        folder.write("server.key", &identity.key);
        folder.write("clients.crt", &authority.certificate);
        folder.write("empty.crt", "");
        Self { folder, authority }
    }

    fn serve(&self, yaml: &str) -> io::Result<ServerThread> {
        let path = self.folder.write("web-config.yml", yaml);
        Exporter::new().registry(registry(|| 42.0)).web_config(path).serve("127.0.0.1:0")
    }

    fn caller(&self) -> Caller<'_> {
        Caller::new(&self.authority.certificate)
    }
}

fn basic(both: &str) -> String {
    format!("Authorization: Basic {}", STANDARD.encode(both))
}

/// Everything that may be said, apart from what excludes each other.
const EVERYTHING: &str = r#"
tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: clients.crt
  client_allowed_sans:
    - scraper
  min_version: TLS12
  max_version: TLS13
  cipher_suites:
    - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    - TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA
    - TLS_AES_128_GCM_SHA256
  prefer_server_cipher_suites: true
  curve_preferences: [CurveP256, CurveP521, X25519]
http_server_config:
  http2: true
  headers:
    Content-Security-Policy: default-src 'none'
    X-Frame-Options: deny
    X-Content-Type-Options: nosniff
    X-XSS-Protection: ""
    Strict-Transport-Security: max-age=31536000; includeSubDomains
basic_auth_users:
  alice: HASH
rate_limit:
  interval: 1ms
  burst: 100
"#;

#[test]
fn everything_at_once() {
    let fixture = Fixture::new();
    let server = fixture.serve(&EVERYTHING.replace("HASH", &bcrypt::hash("ace", 4).unwrap())).unwrap();
    let client = fixture.authority.client(&[rcgen::SanType::DnsName("scraper".try_into().unwrap())]);
    assert!(!fixture.caller().is_let_in(server.local_addr()));
    let mut client = fixture.caller().with(&client).connect(server.local_addr());
    assert_eq!(client.request("GET", "/metrics", &[]).status, 401);
    let reply = client.request("GET", "/metrics", &[&basic("alice:ace")]);
    assert_eq!(reply.status, 200);
    for (name, value) in [
        ("content-security-policy", Some("default-src 'none'")),
        ("x-frame-options", Some("deny")),
        ("x-content-type-options", Some("nosniff")),
        ("x-xss-protection", None),
        ("strict-transport-security", Some("max-age=31536000; includeSubDomains")),
    ] {
        assert_eq!(reply.header(name), value);
    }
    server.shutdown();
}

#[test]
fn nothing_at_all() {
    let fixture = Fixture::new();
    for yaml in [
        "",
        "# a comment\n",
        "{}",
        "---\n",
        "tls_server_config:\nbasic_auth_users:\n",
        "tls_server_config: {}\n",
    ] {
        let server = fixture.serve(yaml).unwrap();
        let reply = Client::connect(server.local_addr()).request("GET", "/metrics", &[]);
        assert_eq!(reply.status, 200, "{yaml:?}");
        server.shutdown();
    }
}

#[test]
fn certificates_in_the_file_itself() {
    let fixture = Fixture::new();
    let identity = fixture.authority.server();
    let block = |text: &str| indented(4, text);
    let yaml = format!(
        "tls_server_config:\n  cert: |\n{}  key: |\n{}  client_ca: |\n{}  client_auth_type: VerifyClientCertIfGiven\n",
        block(&identity.certificate),
        block(&identity.key),
        block(&fixture.authority.certificate),
    );
    let server = fixture.serve(&yaml).unwrap();
    assert!(fixture.caller().is_let_in(server.local_addr()));
    server.shutdown();
}

fn indented(by: usize, lines: &str) -> String {
    lines.lines().flat_map(|line| [&"        "[..by], line, "\n"]).collect()
}

/// With this said of TLS, by a file that has a certificate.
fn with_tls(lines: &str) -> String {
    format!("tls_server_config:\n  cert_file: server.crt\n  key_file: server.key\n{}", indented(2, lines))
}

#[test]
fn what_is_wrong_is_named() {
    let fixture = Fixture::new();
    for (yaml, says) in [
        ("tls_config: {}\n".to_owned(), "unknown field `tls_config`"),
        (with_tls("certfile: x"), "unknown field `certfile`"),
        ("http_server_config: {http3: true}\n".into(), "unknown field `http3`"),
        ("rate_limit: {bursts: 1}\n".into(), "unknown field `bursts`"),
        ("basic_auth_excluded_paths: [/]\n".into(), "unknown field `basic_auth_excluded_paths`"),
        ("just words".into(), "invalid type"),
        ("tls_server_config: [\n".into(), "web-config.yml: "),
        ("basic_auth_users: {}\nbasic_auth_users: {}\n".into(), "duplicate"),
        ("http_server_config: {http2: maybe}\n".into(), "http2"),
        ("tls_server_config: {key_file: server.key}\n".into(), "missing one of cert or cert_file"),
        (
            "tls_server_config: {cert_file: '', key_file: server.key}\n".into(),
            "missing one of cert or cert_file",
        ),
        ("tls_server_config: {cert_file: server.crt}\n".into(), "missing one of key or key_file"),
        ("tls_server_config: {cert_file: nowhere.crt, key_file: server.key}\n".into(), "nowhere.crt: "),
        (with_tls("client_auth_type: Always"), "client_auth_type: unknown: `Always`"),
        (with_tls("client_ca_file: clients.crt"), "clients are not asked for one"),
        (
            with_tls("client_auth_type: RequireAndVerifyClientCert"),
            "no certificates to check those of clients by",
        ),
        (
            with_tls("client_auth_type: RequireAndVerifyClientCert\nclient_ca_file: empty.crt"),
            "there is no certificate",
        ),
        (with_tls("client_auth_type: VerifyClientCertIfGiven\nclient_ca_file: nowhere.crt"), "nowhere.crt: "),
        (with_tls("client_auth_type: RequestClientCert\nclient_allowed_sans: [a]"), "need no certificate"),
        (with_tls("min_version: TLS14"), "min_version: unknown: `TLS14`"),
        (with_tls("max_version: SSL30"), "max_version: unknown: `SSL30`"),
        (with_tls("max_version: TLS11"), "max_version: TLS11 is not spoken any more"),
        (with_tls("min_version: TLS13\nmax_version: TLS12"), "min_version is above max_version"),
        (with_tls("cipher_suites: [TLS_NULL]"), "cipher_suites: unknown: `TLS_NULL`"),
        (
            with_tls("cipher_suites: [TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA]\nmax_version: TLS12"),
            "TLS with these versions",
        ),
        (with_tls("curve_preferences: [CurveP192]"), "curve_preferences: unknown: `CurveP192`"),
        (with_tls("curve_preferences: [CurveP521]"), "none of them is available"),
        ("http_server_config: {headers: {X-Powered-By: us}}\n".into(), "`X-Powered-By` cannot be configured"),
        (
            "http_server_config: {headers: {X-Frame-Options: maybe}}\n".into(),
            "`maybe` is not one of: deny, sameorigin",
        ),
        ("http_server_config: {headers: {X-XSS-Protection: \"a\\nb\"}}\n".into(), "no value of a header"),
        ("basic_auth_users: {alice: secret}\n".into(), "the password of `alice`: no bcrypt hash"),
        ("rate_limit: {interval: often, burst: 1}\n".into(), "rate_limit: interval: `often` is no duration"),
    ] {
        let error = fixture.serve(&yaml).unwrap_err().to_string();
        assert!(error.contains("web-config.yml: ") && error.contains(says), "{yaml}: {error}");
    }
    let missing = Exporter::new().web_config(fixture.folder.path().join("nowhere.yml")).serve("127.0.0.1:0");
    assert_eq!(missing.unwrap_err().kind(), io::ErrorKind::NotFound);
}

#[test]
fn suites_and_curves_are_those_that_are_named() {
    let fixture = Fixture::new();
    let yaml = with_tls(
        "cipher_suites: [TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256]\ncurve_preferences: [CurveP384]\nmin_version: TLS10",
    );
    let server = fixture.serve(&yaml).unwrap();
    let with = |suite, curve| {
        let provider = rustls::crypto::CryptoProvider {
            cipher_suites: vec![suite],
            kx_groups: vec![curve],
            ..default_provider()
        };
        Caller { provider, versions: vec![&TLS12], ..fixture.caller() }.is_let_in(server.local_addr())
    };
    let (named, other) = (
        cipher_suite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        cipher_suite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
    );
    assert_eq!(named.suite(), CipherSuite::TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256);
    assert!(with(named, kx_group::SECP384R1));
    assert!(!with(other, kx_group::SECP384R1));
    assert!(!with(named, kx_group::X25519));
    server.shutdown();
}

#[test]
fn http_2_only_where_it_is_wanted() {
    let fixture = Fixture::new();
    for (yaml, expected) in [("", &b"h2"[..]), ("http_server_config: {http2: false}\n", b"http/1.1")] {
        let server = fixture.serve(&format!("{}{yaml}", with_tls(""))).unwrap();
        let mut config = fixture.caller().config();
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let mut connection =
            rustls::ClientConnection::new(config.into(), "localhost".try_into().unwrap()).unwrap();
        let mut stream = std::net::TcpStream::connect(server.local_addr()).unwrap();
        while connection.is_handshaking() {
            connection.complete_io(&mut stream).unwrap();
        }
        assert_eq!(connection.alpn_protocol(), Some(expected));
        drop(stream);
        server.shutdown();
    }
}

#[test]
fn more_requests_than_the_limit() {
    let fixture = Fixture::new();
    let server = fixture.serve("rate_limit: {interval: 1h, burst: 2}\n").unwrap();
    let mut client = Client::connect(server.local_addr());
    let statuses = [(); 4].map(|()| client.request("GET", "/metrics", &[]).status);
    assert_eq!(statuses, [200, 200, 429, 429]);
    server.shutdown();
    let server = fixture.serve("rate_limit: {interval: 0, burst: 2}\n").unwrap();
    let mut client = Client::connect(server.local_addr());
    assert!(
        [(); 20].map(|()| client.request("GET", "/metrics", &[]).status).iter().all(|status| *status == 200)
    );
    server.shutdown();
}

#[test]
fn what_changes_is_taken_up() {
    let fixture = Fixture::new();
    let users = |password| format!("basic_auth_users:\n  alice: {}\n", bcrypt::hash(password, 4).unwrap());
    let server = fixture.serve(&users("old")).unwrap();
    let mut client = Client::connect(server.local_addr());
    let mut status = |password: &str| {
        thread::sleep(Duration::from_millis(1_100));
        client.request("GET", "/metrics", &[&basic(&format!("alice:{password}"))]).status
    };
    assert_eq!([status("old"), status("new")], [200, 401]);
    fixture.folder.write("web-config.yml", "users:\n");
    assert_eq!(status("old"), 200, "what cannot be read leaves everything as it was");
    fixture.folder.write("web-config.yml", &users("new"));
    assert_eq!([status("new"), status("old")], [200, 401], "also for who was let in before");
    server.shutdown();
}

#[test]
fn who_was_let_in_is_remembered_while_the_hash_stays_the_same() {
    let (fixture, hash) = (Fixture::new(), bcrypt::hash("ace", 10).unwrap());
    let yaml = |value: &str| {
        format!(
            "basic_auth_users:\n  alice: {hash}\nhttp_server_config:\n  headers:\n    X-Frame-Options: {value}\n"
        )
    };
    let server = fixture.serve(&yaml("deny")).unwrap();
    let mut client = Client::connect(server.local_addr());
    let mut scrape = |value: &str| {
        let begin = Instant::now();
        let reply = client.request("GET", "/metrics", &[&basic("alice:ace")]);
        assert_eq!((reply.status, reply.header("x-frame-options")), (200, Some(value)));
        begin.elapsed()
    };
    let with_a_hash = scrape("deny");
    fixture.folder.write("web-config.yml", &yaml("sameorigin"));
    thread::sleep(Duration::from_millis(1_100));
    let without = scrape("sameorigin");
    assert!(without < with_a_hash / 2, "{without:?}, and {with_a_hash:?} with a hash");
    server.shutdown();
}

#[test]
#[cfg(unix)]
fn a_file_that_is_not_read_in_time_keeps_nobody_waiting_for_longer() {
    let fixture = Fixture::new();
    let server = fixture.serve("basic_auth_users: {}\n").unwrap();
    let mut client = Client::connect(server.local_addr());
    let mut status = || {
        let begin = Instant::now();
        let status = client.request("GET", "/metrics", &["X-Prometheus-Scrape-Timeout-Seconds: 2"]).status;
        (status, begin.elapsed())
    };
    assert_eq!(status().0, 200);
    let path = fixture.folder.path().join("web-config.yml");
    std::fs::remove_file(&path).unwrap();
    // To be read once somebody writes, which nobody does.
    assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    thread::sleep(Duration::from_millis(1_100));
    let (first, took) = status();
    assert!(first == 503 && took < Duration::from_secs(2), "{first} after {took:?}");
    assert_eq!(status().0, 200, "what was read before stays in force");
    server.shutdown();
}
