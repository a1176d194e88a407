//! What the endpoint answers, over real sockets.

mod support;

use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use flate2::read::GzDecoder;
use metrics_export::{Exporter, ServerThread};
use support::{Client, Reply, registry};

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS_UTF_8: &str =
    "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

fn server() -> ServerThread {
    Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap()
}

fn ask(method: &str, target: &str, headers: &[&str]) -> Reply {
    let server = server();
    let reply = Client::connect(server.local_addr()).request(method, target, headers);
    server.shutdown();
    reply
}

fn get(headers: &[&str]) -> Reply {
    ask("GET", "/metrics", headers)
}

#[test]
fn a_scrape() {
    let reply = get(&[]);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some(TEXT));
    assert_eq!(reply.header("content-encoding"), None);
    assert_eq!(reply.header("vary"), Some("Accept, Accept-Encoding"));
    assert!(reply.header("content-length").is_some());
    assert!(reply.text().contains("\nprobe_answer 42"), "{}", reply.text());
}

#[test]
fn families_are_asked_for_by_name() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let registry = registry(|| ASKED.fetch_add(1, Ordering::Relaxed) as f64);
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let get = |query: &str, headers: &[&str]| {
        Client::connect(server.local_addr()).request("GET", &format!("/metrics{query}"), headers)
    };
    let nothing = get("?name[]=nothing", &["Accept: application/openmetrics-text"]);
    assert_eq!((nothing.status, nothing.text()), (200, "# EOF\n"));
    assert_eq!(get("?name%5B%5D=&name[]=%zz&x=1", &[]).text(), "");
    assert_eq!(ASKED.load(Ordering::Relaxed), 0, "what is not asked for is not run");
    for query in
        ["?name[]=probe_answer", "?name%5B%5D=nothing&name%5b%5d=probe_answer", "/?name[]=probe_answer"]
    {
        let text = get(query, &[]).text().to_owned();
        assert_eq!(
            (text.matches("# TYPE ").count(), text.matches("\nprobe_answer ").count()),
            (1, 1),
            "{query}"
        );
    }
    assert!(get("?debug=1&names[]=x", &[]).text().contains("\nprobe_answer 3"));
    server.shutdown();
}

#[test]
fn everyone_gets_the_format_they_ask_for() {
    let prometheus_2 = "Accept: application/openmetrics-text;version=1.0.0;q=0.5,\
                        application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    let prometheus_3 = "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
                        application/openmetrics-text;version=0.0.1;q=0.5,\
                        text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    let browser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    let (in_two, lines) = ("accept: text/plain;q=0.5", "ACCEPT: application/openmetrics-text;q=0.6");
    for (headers, expected) in [
        (&[prometheus_2][..], OPEN_METRICS),
        (&[prometheus_3], OPEN_METRICS_UTF_8),
        (&[browser], TEXT),
        (&["Accept: */*"], TEXT),
        (&["Accept: application/json"], TEXT),
        (&["Accept: \u{fc}ber/\u{e4}ll;q=\u{bd}"], TEXT),
        (&[in_two, lines], OPEN_METRICS),
    ] {
        let reply = get(headers);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(expected)), "{headers:?}");
        assert_eq!(reply.text().ends_with("# EOF\n"), expected != TEXT);
    }
}

#[test]
fn gzip_for_those_who_want_it() {
    let plain = get(&["Accept-Encoding: gzip;q=0"]);
    assert_eq!(plain.header("content-encoding"), None);

    let zipped = get(&["Accept-Encoding: deflate, gzip, br"]);
    assert_eq!(zipped.header("content-encoding"), Some("gzip"));
    assert_eq!(zipped.header("content-type"), Some(TEXT));
    let mut body = Vec::new();
    GzDecoder::new(&zipped.body[..]).read_to_end(&mut body).unwrap();
    assert_eq!(body, plain.body);
}

#[test]
fn head_is_get_without_the_body() {
    let server = server();
    let mut client = Client::connect(server.local_addr());
    for target in ["/metrics", "/", "/nothing"] {
        let head = client.request("HEAD", target, &["Accept-Encoding: gzip"]);
        // On the same connection: a body sent by mistake would be read as the next answer.
        let get = client.request("GET", target, &["Accept-Encoding: gzip"]);
        assert_eq!(head.status, get.status);
        let without_date =
            |reply: Reply| reply.headers.into_iter().filter(|(name, _)| name != "date").collect::<Vec<_>>();
        assert_eq!(without_date(head), without_date(get));
    }
    server.shutdown();
}

#[test]
fn the_ways_to_the_metrics() {
    for target in
        ["/metrics", "/metrics/", "/metrics?x=y&name", "/metrics/?", "http://localhost/metrics", "/metrics?%"]
    {
        let reply = ask("GET", target, &[]);
        assert_eq!((reply.status, reply.header("content-type")), (200, Some(TEXT)), "{target}");
    }
}

#[test]
fn the_landing_page_leads_to_the_metrics() {
    let reply = ask("GET", "/", &[]);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
    assert!(reply.text().contains("<a href=\"/metrics\">"));
}

#[test]
fn there_is_nothing_else() {
    for target in
        ["/metric", "/metricss", "/metrics//", "/Metrics", "//metrics", "/metrics/../metrics", "/%6detrics"]
    {
        assert_eq!(ask("GET", target, &[]).status, 404, "{target}");
        assert_eq!(ask("POST", target, &["Content-Length: 0"]).status, 404, "{target}");
    }
}

#[test]
fn other_methods_are_not_allowed() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"] {
        for target in ["/", "/metrics", "/metrics/"] {
            let reply = ask(method, target, &["Content-Length: 0"]);
            assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method} {target}");
        }
    }
    let reply = ask("OPTIONS", "/metrics", &[]);
    assert_eq!((reply.status, reply.header("allow")), (200, Some("GET, HEAD")));
}

#[test]
fn a_connection_serves_many_requests() {
    let server = server();
    let mut client = Client::connect(server.local_addr());
    for _ in 0..3 {
        assert_eq!(client.request("GET", "/metrics", &[]).status, 200);
    }
    // A body that nobody asked for is not the next request.
    client.send("GET", "/metrics", &["Content-Length: 24"]);
    client.write("GET /nothing HTTP/1.1\r\n\r\n");
    assert_eq!(client.reply("GET").unwrap().status, 200);
    server.shutdown();
}

#[test]
fn http_1_0_gets_a_length_and_an_end() {
    let server = server();
    let mut client = Client::connect(server.local_addr());
    client.write("GET /metrics HTTP/1.0\r\n\r\n");
    let reply = client.reply("GET").unwrap();
    assert_eq!((reply.status, reply.header("transfer-encoding")), (200, None));
    assert!(reply.header("content-length").is_some() && client.is_ended());
    server.shutdown();
}

/// Also where the answer takes longer than the end of the client's side.
#[test]
fn who_sends_a_request_and_no_more_gets_the_answer() {
    let slow = registry(|| {
        thread::sleep(Duration::from_millis(200));
        42.0
    });
    let server = Exporter::new().registry(slow).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    client.send("GET", "/metrics", &[]);
    client.end();
    let reply = client.reply("GET").unwrap();
    assert_eq!(reply.status, 200);
    assert!(reply.text().contains("\nprobe_answer 42"), "{}", reply.text());
    assert!(client.is_ended(), "nobody waits for another request");

    let mut half = Client::connect(server.local_addr());
    half.write("GET /metrics HTTP/1.1\r\nHost: lo");
    half.end();
    assert!(half.is_ended(), "half a request is none");
    server.shutdown();
}

#[test]
fn what_is_no_request_is_turned_away() {
    let endless = format!("X: {}", "x".repeat(64 * 1024));
    assert_eq!(get(&[&endless]).status, 431);

    let server = server();
    for garbage in ["\0\0\0\0\r\n\r\n", "GET /metrics\r\n\r\n", "GET /metrics HTTP/1.1\r\nno colon\r\n\r\n"] {
        let mut client = Client::connect(server.local_addr());
        client.write(garbage);
        assert_eq!(client.reply("GET").unwrap().status, 400, "{garbage:?}");
    }
    assert_eq!(Client::connect(server.local_addr()).request("GET", "/metrics", &[]).status, 200);
    server.shutdown();
}

#[test]
fn a_request_names_one_host() {
    let server = server();
    let status = |version: &str, hosts: &[&str]| {
        let mut client = Client::connect(server.local_addr());
        let hosts: String = hosts.iter().flat_map(|host| ["Host: ", host, "\r\n"]).collect();
        client.write(&format!("GET /metrics HTTP/{version}\r\n{hosts}\r\n"));
        client.reply("GET").unwrap().status
    };
    assert_eq!([status("1.1", &["a"]), status("1.1", &[""]), status("1.0", &["a"])], [200; 3]);
    assert_eq!(status("1.0", &[]), 200, "there it need not be");
    assert_eq!([status("1.1", &[]), status("1.1", &["a", "a"]), status("1.0", &["a", "b"])], [400; 3]);
    server.shutdown();
}

#[test]
fn many_clients_at_once() {
    let server = server();
    let address = server.local_addr();
    thread::scope(|scope| {
        for _ in 0..32 {
            scope.spawn(move || {
                let mut client = Client::connect(address);
                for _ in 0..20 {
                    let reply = client.request("GET", "/metrics", &["Accept: application/openmetrics-text"]);
                    assert!(reply.text().ends_with("# EOF\n"));
                }
            });
        }
    });
    server.shutdown();
}
