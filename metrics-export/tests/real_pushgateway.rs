//! What a real Pushgateway makes of our requests: the one at `PUSHGATEWAY_URL`, which `ci/judge-pushgateway` starts.
//! Without it there is nothing to try, and only that is said.

mod support;

use std::env;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::{Counter, Metrics, Registry};
use metrics_export::SendError;
use metrics_export::pushgateway::{Pushgateway, PushgatewayBuilder};
use support::registry;

/// The gateway's address, if there is one.
fn address() -> Option<SocketAddr> {
    let url = env::var("PUSHGATEWAY_URL").ok();
    if url.is_none() {
        eprintln!("not tried: there is no PUSHGATEWAY_URL");
    }
    url.map(|url| url.trim_start_matches("http://").parse().expect("an address"))
}

fn gateway(address: SocketAddr, job: &str, value: f64) -> PushgatewayBuilder {
    Pushgateway::builder(format!("http://{address}"), job).registry(registry(move || value))
}

/// The lines of the gateway's exposition with this in them, sorted.
fn lines(address: SocketAddr, part: &str) -> Vec<String> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    // HTTP/1.0: not in chunks, and ended by the end of the connection.
    stream.write_all(b"GET /metrics HTTP/1.0\r\n\r\n").unwrap();
    let mut exposition = String::new();
    stream.read_to_string(&mut exposition).unwrap();
    let lines = exposition.lines().filter(|line| line.starts_with("probe_") && line.contains(part));
    let mut lines: Vec<_> = lines.map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The gateway answers a deletion with 202: it is taken on, and done when its queue comes to it. (A push it answers when
/// it is done, since it checks first whether what is pushed is consistent.)
fn assert_deleted(address: SocketAddr, part: &str) {
    let asked = Instant::now();
    while !lines(address, part).is_empty() {
        assert!(
            asked.elapsed() < Duration::from_secs(10),
            "{part} is still there: {:?}",
            lines(address, part)
        );
        thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn groups_are_found_again_whatever_is_in_them() {
    let Some(address) = address() else { return };
    for (value, shown) in [
        ("plain", "plain"),
        ("/var/tmp", "/var/tmp"),
        ("a b+c%20&d?e#f;g", "a b+c%20&d?e#f;g"),
        ("..", ".."),
        ("\u{3a0}\u{3c1}\u{1f680}", "\u{3a0}\u{3c1}\u{1f680}"),
        ("say \"so\"\\\n", r#"say \"so\"\\\n"#),
        ("", ""),
    ] {
        let job = format!("group/{value}");
        let gateway = gateway(address, &job, 1.0).group("path", value).build().unwrap();
        gateway.blocking().push().unwrap();
        let expected = format!("probe_answer{{instance=\"\",job=\"group/{shown}\",path=\"{shown}\"}} 1");
        let found = lines(address, &format!("job=\"group/{shown}\""));
        assert_eq!(found, [expected.as_str()], "{value:?}");
        gateway.blocking().delete().unwrap();
        assert_deleted(address, &format!("job=\"group/{shown}\""));
    }
}

#[test]
fn a_push_replaces_and_adding_keeps() {
    #[derive(Metrics)]
    #[metrics(prefix = "probe")]
    struct Other {
        /// Something else.
        other: Counter,
    }

    let Some(address) = address() else { return };
    let first = gateway(address, "replaced", 1.0).build().unwrap();
    let (other, others) = (Arc::new(Other::new()), Registry::new());
    others.register(Arc::clone(&other)).unwrap();
    other.other.inc_by(7);
    let second = gateway(address, "replaced", 0.0).registry(Arc::new(others)).build().unwrap();

    let names = || -> Vec<_> {
        lines(address, "job=\"replaced\"")
            .iter()
            .map(|line| line.split('{').next().unwrap().to_owned())
            .collect()
    };
    first.blocking().push().unwrap();
    second.blocking().push_add().unwrap();
    assert_eq!(names(), ["probe_answer", "probe_other_total"]);
    second.blocking().push().unwrap();
    assert_eq!(names(), ["probe_other_total"]);
    second.blocking().delete().unwrap();
    assert_deleted(address, "job=\"replaced\"");
}

#[test]
fn its_refusal_is_handed_on() {
    let Some(address) = address() else { return };
    // Another path of the gateway's, where nothing can be pushed to.
    let url = format!("http://{address}/api/v1");
    let error = Pushgateway::builder(url, "refused").build().unwrap().blocking().push().unwrap_err();
    assert!(matches!(error.reason(), SendError::Status { status: 404 | 405, .. }), "{error}");
}
