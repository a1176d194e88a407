//! A program that runs on: threads that record, threads and metric sets that come and go, and a scraper that asks for each
//! format in turn, every 100 ms, over HTTP. Every scrape is valid and falls nowhere, and memory stays where it is.
//!
//! `cargo test` has patience for a few seconds; `ci/soak` lets it run for a minute, or as long as it is told.
#![cfg(target_os = "linux")]

use std::collections::HashMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::{Counter, Gauge, Histogram, Label, Metrics, Registry, UpDownCounter};
use metrics_export::Exporter;

const RECORDERS: usize = 8;

#[derive(Clone, Copy, Label)]
enum Kind {
    Even,
    Odd,
}

#[derive(Metrics)]
struct Work {
    /// Work done.
    done: Counter<Kind>,
    /// Time spent.
    spent: Counter<(), Duration>,
    /// Work under way.
    under_way: UpDownCounter,
    /// Time that work took.
    took: Histogram<Kind, Duration>,
    /// The last number.
    last: Gauge<(), u64>,
}

static WORK: Work = Work::new();

/// What comes and goes.
#[derive(Metrics)]
#[metrics(prefix = "visit")]
struct Visit {
    /// Pages seen.
    pages: Counter<Kind>,
    /// Time spent.
    stay: Histogram<Kind, Duration>,
}

fn record(work: &Work, number: u64) {
    let kind = if number % 2 == 0 { Kind::Even } else { Kind::Odd };
    let _under_way = work.under_way.track();
    work.done.with(kind).inc();
    work.spent.inc_by(Duration::from_nanos(number % 1000));
    work.took.with(kind).observe(Duration::from_micros(number % 2_000_000));
    work.last.set(number);
}

const ACCEPTS: [&str; 3] = [
    "text/plain",
    "application/openmetrics-text; version=1.0.0",
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited",
];

#[test]
fn memory_stays_and_every_scrape_is_valid() {
    static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::new);
    let seconds: u64 = std::env::var("SOAK_SECONDS").map_or(3, |seconds| seconds.parse().unwrap());
    let registry: &'static Registry = &REGISTRY;
    registry.register(&WORK).unwrap();
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let (over, recorded) = (AtomicBool::new(false), AtomicU64::new(0));
    let report = thread::scope(|scope| {
        let (over, recorded) = (&over, &recorded);
        (0..RECORDERS).for_each(|_| drop(scope.spawn(|| until(over, |number| tally(recorded, number)))));
        scope.spawn(|| until(over, |number| short_lived_threads(recorded, number)));
        scope.spawn(|| until(over, |_| short_lived_set(registry)));
        let _ending = Ending(over);
        scrape_for(Duration::from_secs(seconds), server.local_addr())
    });
    let done = WORK.done.with(Kind::Even).value() + WORK.done.with(Kind::Odd).value();
    assert_eq!((done, WORK.under_way.value()), (recorded.load(Relaxed), 0));
    server.shutdown();
    println!("{done} events");
    report.judge(seconds);
}

/// Ends the other threads, also where a scrape is not as it should be.
struct Ending<'a>(&'a AtomicBool);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.store(true, Relaxed);
    }
}

fn until(over: &AtomicBool, work: impl Fn(u64)) {
    let mut number = 0;
    while !over.load(Relaxed) {
        work(number);
        number += 1;
    }
}

/// A thousand events, and a pause, so that the machine has time for the scraper.
fn tally(recorded: &AtomicU64, number: u64) {
    (0..1000).for_each(|event| record(&WORK, number + event));
    recorded.fetch_add(1000, Relaxed);
    thread::sleep(Duration::from_millis(1));
}

fn short_lived_threads(recorded: &AtomicU64, number: u64) {
    let threads = [0, 1, 2, 3].map(|event| thread::spawn(move || record(&WORK, number + event)));
    for thread in threads {
        thread.join().unwrap();
    }
    recorded.fetch_add(4, Relaxed);
    thread::sleep(Duration::from_millis(1));
}

fn short_lived_set(registry: &Registry) {
    let visit = Arc::new(Visit::new());
    registry.register(Arc::clone(&visit)).unwrap();
    for _ in 0..10 {
        visit.pages.with(Kind::Odd).inc();
        visit.stay.with(Kind::Even).observe(Duration::from_millis(1));
    }
    thread::sleep(Duration::from_millis(2));
    assert!(registry.unregister(&*visit));
}

#[derive(Default)]
struct Report {
    /// By format.
    scrapes: [u64; ACCEPTS.len()],
    slowest: Duration,
    /// Resident memory in kilobytes, each time.
    memory: Vec<u64>,
}

fn scrape_for(time: Duration, address: SocketAddr) -> Report {
    let (mut report, mut last, start) = (Report::default(), HashMap::new(), Instant::now());
    for format in (0..ACCEPTS.len()).cycle().take_while(|_| start.elapsed() < time) {
        let asked = Instant::now();
        let (content_type, body) = get(address, ACCEPTS[format]);
        report.slowest = report.slowest.max(asked.elapsed());
        report.scrapes[format] += 1;
        check(&content_type, body, &mut last);
        report.memory.push(resident_kilobytes());
        thread::sleep(Duration::from_millis(100).saturating_sub(asked.elapsed()));
    }
    report
}

fn get(address: SocketAddr, accept: &str) -> (String, Vec<u8>) {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    write!(
        connection,
        "GET /metrics HTTP/1.1\r\nHost: soak\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).unwrap();
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a head ends");
    let head = String::from_utf8(answer[..end].to_ascii_lowercase()).unwrap();
    assert!(head.starts_with("http/1.1 200 "), "{head}");
    let header =
        |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).expect(name).trim().to_owned();
    let body = answer.split_off(end + 4);
    assert_eq!(header("content-length:"), body.len().to_string());
    (header("content-type:"), body)
}

/// A scrape is valid in its format, and possible after the one before.
fn check(content_type: &str, body: Vec<u8>, last: &mut HashMap<String, f64>) {
    if content_type.starts_with("application/vnd.google.protobuf") {
        return check_frames(&body);
    }
    let text = String::from_utf8(body).unwrap();
    if content_type.starts_with("application/openmetrics-text") {
        // Units are for counters and gauges only, thinks this parser, against the specification.
        let lines = text.split_inclusive('\n').filter(|line| !line.starts_with("# UNIT "));
        openmetrics_parser::openmetrics::parse_openmetrics(&lines.collect::<String>()).unwrap();
    } else {
        assert!(content_type.starts_with("text/plain"), "{content_type}");
        openmetrics_parser::prometheus::parse_prometheus(&text).unwrap();
    }
    let mut now = HashMap::new();
    // Visits are too short to be compared.
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.starts_with("visit_")) {
        let (series, value) = line.rsplit_once(' ').unwrap();
        let value: f64 = value.parse().unwrap();
        let grows = !series.starts_with("under_way") && !series.starts_with("last");
        let before = last.get(series).copied().unwrap_or(0.0);
        assert!(value >= if grows { before } else { 0.0 }, "{series} fell from {before} to {value}");
        now.insert(series.to_owned(), value);
    }
    for kind in ["even", "odd"] {
        let count = now[&format!("took_seconds_count{{kind=\"{kind}\"}}")];
        assert_eq!(count, now[&format!("took_seconds_bucket{{kind=\"{kind}\",le=\"+Inf\"}}")]);
    }
    assert!(last.keys().all(|series| now.contains_key(series)), "series are missing");
    *last = now;
}

/// Families in protobuf: each after its length, and nothing after the last one.
fn check_frames(mut body: &[u8]) {
    let mut families = 0;
    while !body.is_empty() {
        let (mut len, mut digits) = (0_usize, 0);
        loop {
            let byte = body[0];
            body = &body[1..];
            len |= usize::from(byte & 0x7f) << digits;
            digits += 7;
            if byte < 0x80 {
                break;
            }
        }
        body = &body[len..];
        families += 1;
    }
    assert!(families >= 5, "{families} families");
}

fn resident_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().split(' ').next().unwrap().parse().unwrap()
}

impl Report {
    fn judge(&self, seconds: u64) {
        // The first quarter warms up; of the rest, the middle of the first third is compared with that of the last.
        let steady = &self.memory[self.memory.len() / 4..];
        let third = steady.len() / 3;
        let (early, late) = (median(&steady[..third]), median(&steady[steady.len() - third..]));
        println!(
            "{seconds} s: {:?} scrapes, the slowest after {:?}; {early} kB early, {late} kB late",
            self.scrapes, self.slowest
        );
        assert!(self.scrapes.iter().sum::<u64>() >= seconds, "{:?} scrapes", self.scrapes);
        // What a leak of one chunk for every thread, or of one set, would be many times over.
        let is_sanitized = std::env::var_os("SANITIZED").is_some();
        assert!(late < early + 1024 || is_sanitized, "{early} kB became {late} kB");
    }
}

fn median(values: &[u64]) -> u64 {
    let mut values = values.to_vec();
    values.sort_unstable();
    values[values.len() / 2]
}
