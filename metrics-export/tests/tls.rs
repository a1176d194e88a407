//! TLS on the endpoint, and certificates of its clients.

mod support;

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use hyper::{Method, StatusCode};
use metrics_export::{ClientAuth, Exporter, ServerThread, Tls, TlsVersion};
use rcgen::SanType;
use rustls::version::{TLS12, TLS13};
use support::authority::{Authority, Folder, Identity};
use support::http2::Http2;
use support::registry;
use support::secure::Caller;
use tokio_rustls::TlsConnector;

fn exporter() -> Exporter {
    Exporter::new().registry(registry(|| 42.0))
}

fn serve(tls: Tls) -> ServerThread {
    exporter().tls(tls).serve("127.0.0.1:0").unwrap()
}

fn tls(identity: &Identity) -> Tls {
    Tls::from_pem(identity.certificate.as_str(), identity.key.as_str())
}

fn dns(name: &str) -> SanType {
    SanType::DnsName(name.try_into().unwrap())
}

#[test]
fn a_scrape() {
    let authority = Authority::new("ours");
    let server = serve(tls(&authority.server()));
    let caller = Caller::new(&authority.certificate);
    let mut client = caller.connect(server.local_addr());
    for _ in 0..3 {
        let reply = client.request("GET", "/metrics", &["Accept-Encoding: identity"]);
        assert!(reply.status == 200 && reply.text().contains("probe_answer 42"));
    }
    for versions in [vec![&TLS12], vec![&TLS13]] {
        assert!(Caller { versions, ..Caller::new(&authority.certificate) }.is_let_in(server.local_addr()));
    }
    let stranger = Authority::new("theirs");
    assert!(!Caller::new(&stranger.certificate).is_let_in(server.local_addr()));
    server.shutdown();
}

#[tokio::test]
async fn http_2_is_agreed_on() {
    let authority = Authority::new("ours");
    let server = exporter().tls(tls(&authority.server())).bind("127.0.0.1:0").await.unwrap();
    let mut config = Caller::new(&authority.certificate).config();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let stream = tokio::net::TcpStream::connect(server.local_addr()).await.unwrap();
    let connector = TlsConnector::from(Arc::new(config));
    let stream = connector.connect("localhost".try_into().unwrap(), stream).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let mut client = Http2::over(stream, 65_535).await;
    assert_eq!(client.request(&Method::GET, "/metrics").await.0, StatusCode::OK);
    server.shutdown().await;
    client.end().await.unwrap();
}

#[test]
fn the_oldest_version() {
    let authority = Authority::new("ours");
    let server = serve(tls(&authority.server()).min_version(TlsVersion::Tls13));
    let older = Caller { versions: vec![&TLS12], ..Caller::new(&authority.certificate) };
    assert!(!older.is_let_in(server.local_addr()));
    assert!(Caller::new(&authority.certificate).is_let_in(server.local_addr()));
    server.shutdown();
}

/// Who is let in: somebody without a certificate, with one of a stranger's, with one of ours.
fn let_in(tls: &Tls, authority: &Authority) -> [bool; 3] {
    let server = serve(tls.clone());
    let strange = Authority::new("theirs").client(&[dns("scraper")]);
    let ours = authority.client(&[dns("scraper")]);
    let caller = || Caller::new(&authority.certificate);
    let callers = [caller(), caller().with(&strange), caller().with(&ours)];
    let let_in = callers.map(|caller| caller.is_let_in(server.local_addr()));
    server.shutdown();
    let_in
}

#[test]
fn certificates_of_clients() {
    let authority = Authority::new("ours");
    let tls = tls(&authority.server());
    let with_ca = tls.clone().client_ca_pem(authority.certificate.as_str());
    for (tls, expected) in [
        (tls.clone(), [true, true, true]),
        (tls.clone().client_auth(ClientAuth::None), [true, true, true]),
        (tls.clone().client_auth(ClientAuth::Request), [true, true, true]),
        (tls.clone().client_auth(ClientAuth::RequireAny), [false, true, true]),
        (with_ca.clone().client_auth(ClientAuth::VerifyIfGiven), [true, false, true]),
        (with_ca.clone().client_auth(ClientAuth::RequireAndVerify), [false, false, true]),
        (with_ca.clone(), [false, false, true]),
        (with_ca.clone().client_names(["other", "scraper"]), [false, false, true]),
        (with_ca.client_names(["other"]), [false, false, false]),
        (tls.client_auth(ClientAuth::RequireAny).client_names(["scraper"]), [false, true, true]),
    ] {
        assert_eq!(let_in(&tls, &authority), expected, "{tls:?}");
    }
}

#[test]
fn all_kinds_of_names() {
    let authority = Authority::new("ours");
    let names = [
        dns("scraper"),
        SanType::IpAddress(Ipv4Addr::new(10, 0, 0, 7).into()),
        SanType::IpAddress("2001:db8::7".parse().unwrap()),
        SanType::Rfc822Name("scraper@example.org".try_into().unwrap()),
        SanType::URI("spiffe://example.org/scraper".try_into().unwrap()),
    ];
    let client = authority.client(&names);
    let tls = tls(&authority.server()).client_ca_pem(authority.certificate.as_str());
    for (name, expected) in [
        ("scraper", true),
        ("10.0.0.7", true),
        ("2001:db8::7", true),
        ("scraper@example.org", true),
        ("spiffe://example.org/scraper", true),
        ("SCRAPER", false),
        ("10.0.0.70", false),
        ("example.org", false),
        ("", false),
    ] {
        let server = serve(tls.clone().client_names([name]));
        let let_in = Caller::new(&authority.certificate).with(&client).is_let_in(server.local_addr());
        assert_eq!(let_in, expected, "{name}");
        server.shutdown();
    }
}

#[tokio::test]
async fn what_does_not_fit_is_told_when_it_starts() {
    let (authority, folder) = (Authority::new("ours"), Folder::new());
    let (one, other) = (authority.server(), authority.server());
    let key = folder.write("tls.key", &one.key);
    let missing = folder.path().join("missing.crt");
    let good = tls(&one);
    for (tls, says) in [
        (Tls::from_files(&missing, &key), "missing.crt: "),
        (Tls::from_files(&key, &key), "tls.key: there is no certificate"),
        (Tls::from_pem(one.certificate.as_str(), "nonsense"), "the PEM text: no private key"),
        (
            Tls::from_pem(one.certificate.as_str(), other.key.as_str()),
            "the certificate in the PEM text and its key",
        ),
        (good.clone().client_ca_file(&missing), "missing.crt: "),
        (good.clone().client_ca_pem(""), "the PEM text: there is no certificate"),
        (
            good.clone().client_auth(ClientAuth::RequireAndVerify),
            "no certificates to check those of clients by",
        ),
        (
            good.clone().client_ca_pem(one.certificate.as_str()).client_auth(ClientAuth::None),
            "not asked for one",
        ),
        (good.clone().client_names(["scraper"]), "need no certificate"),
    ] {
        let error = exporter().tls(tls.clone()).serve("127.0.0.1:0").unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
        let error = exporter().tls(tls).bind("127.0.0.1:0").await.unwrap_err();
        assert!(error.to_string().contains(says), "{error}");
    }
}

/// Certificates are looked at once a second.
fn wait_for_a_look() {
    thread::sleep(Duration::from_millis(1_100));
}

#[test]
fn a_certificate_that_changes_is_taken_up() {
    let folder = Folder::new();
    let (before, after) = (Authority::new("before"), Authority::new("after"));
    let write = |identity: &Identity| {
        (folder.write("tls.crt", &identity.certificate), folder.write("tls.key", &identity.key))
    };
    let (certificate, key) = write(&before.server());
    let server = serve(Tls::from_files(certificate, key));
    let address = server.local_addr();
    let [old, new] = [&before, &after].map(|authority| Caller::new(&authority.certificate));
    assert!(old.is_let_in(address) && !new.is_let_in(address));
    let mut open = old.connect(address);
    assert_eq!(open.request("GET", "/metrics", &[]).status, 200);

    // Half of it, garbage, nothing: the old one stays.
    let next = after.server();
    let broken =
        [next.certificate.as_str(), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", ""];
    for text in broken {
        folder.write("tls.crt", text);
        wait_for_a_look();
        assert!(old.is_let_in(address), "{text}");
    }
    fs::remove_file(folder.path().join("tls.key")).unwrap();
    wait_for_a_look();
    assert!(old.is_let_in(address));

    write(&next);
    wait_for_a_look();
    assert!(new.is_let_in(address) && !old.is_let_in(address));
    assert_eq!(open.request("GET", "/metrics", &[]).status, 200, "what is open stays open");
    server.shutdown();
}

/// What comes back, until the server ends the connection; which it does.
fn answer_to(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(15))).unwrap();
    // It may be gone before all is written.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Ok(_) => {}
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}"),
    }
    answer
}

#[test]
fn what_is_no_handshake_ends() {
    let authority = Authority::new("ours");
    let server = serve(tls(&authority.server()));
    let address = server.local_addr();
    let hello_that_never_ends = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03";
    let too_long = [&b"\x16\x03\x01\x3f\xff"[..], &[1; 16_000]].concat();
    let plain = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    thread::scope(|scope| {
        for garbage in [
            &plain[..],
            &[0; 1_000],
            &[0xff; 16_000],
            hello_that_never_ends,
            &too_long,
            b"\x15\x03\x03\0\x02\x02\0",
        ] {
            scope.spawn(move || {
                let answer = answer_to(address, garbage);
                assert!(!answer.windows(5).any(|part| part == b"probe"), "{answer:?}");
            });
        }
        // While the silent ones are waited for.
        assert!(Caller::new(&authority.certificate).is_let_in(address));
    });
    server.shutdown();
}

#[test]
fn handshakes_that_are_not_finished_keep_nobody_out() {
    let authority = Authority::new("ours");
    let server = serve(tls(&authority.server()));
    let half: Vec<_> = (0..200)
        .map(|number| {
            let mut stream = TcpStream::connect(server.local_addr()).unwrap();
            let _ = stream.write_all(&b"\x16\x03\x01\x02\x00\x01"[..number % 7]);
            stream
        })
        .collect();
    assert!(Caller::new(&authority.certificate).is_let_in(server.local_addr()));
    // Nor does the end of it all wait for them.
    let begin = std::time::Instant::now();
    server.shutdown();
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
    drop(half);
}
