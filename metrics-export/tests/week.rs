//! A week of scrapes, of all kinds, against one endpoint: nothing is left of them, neither memory, nor file descriptors, nor
//! threads.
//!
//! Alone in its program, which it measures. `ci/week` makes it a whole week at one scrape every 15 seconds, by setting
//! `WEEK_SCRAPES`.

#![cfg(target_os = "linux")]

mod support;

use std::alloc::{GlobalAlloc, Layout, System};
use std::io::Read;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use flate2::read::GzDecoder;
use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{
    Counter, ExemplarLabels, Gauge, GaugeFn, GaugeRows, Histogram, Info, Metrics, Registry, Summary,
    WithExemplars,
};
use metrics_export::Exporter;
use support::{Client, Reply};

/// Bytes that are allocated and not freed.
static LIVE: AtomicI64 = AtomicI64::new(0);

struct Counting;

#[allow(unsafe_code)]
// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size() as i64, Relaxed);
        // SAFETY: the caller's promises are those that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size() as i64, Relaxed);
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What a process holds.
#[derive(Clone, Copy, Debug)]
struct Footprint {
    /// Bytes that are allocated.
    live: i64,
    /// Kilobytes in memory.
    resident: i64,
    descriptors: usize,
    threads: usize,
}

impl Footprint {
    fn now() -> Self {
        let status = fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        Self {
            live: LIVE.load(Relaxed),
            resident: line.trim().trim_end_matches(" kB").parse().unwrap(),
            descriptors: fs::read_dir("/proc/self/fd").unwrap().count(),
            threads: fs::read_dir("/proc/self/task").unwrap().count(),
        }
    }

    /// The same, when connections and threads that have nothing to do any more are gone, as they were before.
    fn after(before: Self) -> Self {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            thread::sleep(Duration::from_millis(100));
            let now = Self::now();
            let is_less = now.threads <= before.threads && now.descriptors <= before.descriptors;
            if is_less || Instant::now() > deadline {
                return now;
            }
        }
    }
}

#[derive(Metrics)]
#[metrics(prefix = "week")]
struct Week {
    /// Requests.
    requests: WithExemplars<Counter<(HttpMethod, StatusClass)>>,
    /// How long they took.
    duration: WithExemplars<Histogram<HttpMethod, Duration>>,
    /// How long they took, finely.
    #[metric(native(max_buckets = 20))]
    fine: Histogram<HttpMethod, Duration>,
    /// Size of answers.
    #[metric(unit = "bytes")]
    answers: Summary<StatusClass>,
    /// What is left.
    left: Gauge,
    /// What is running.
    #[metric(info(version))]
    build: Info,
    /// What is asked for.
    asked: GaugeFn,
}

#[derive(Metrics)]
#[metrics(prefix = "week_foreign")]
struct Foreign {
    /// Size, by table.
    #[metric(rows(table), max_rows = 50, unit = "bytes")]
    size: GaugeRows<1>,
}

#[derive(Metrics)]
struct Lost {
    /// Never there.
    lost: Gauge,
}

fn registry() -> (Arc<Registry>, Arc<Week>) {
    let (registry, week) = (Arc::new(Registry::new()), Arc::new(Week::new()));
    week.build.set("version", "1.0").unwrap();
    week.asked.read_from(|| 42.0);
    registry.register(Arc::clone(&week)).unwrap();
    let collect = || {
        let mut foreign = Foreign::new();
        (0..60).for_each(|number| foreign.size.push([&format!("table {number}")], 1.0));
        Ok(foreign)
    };
    registry.register_collector("foreign", collect).unwrap();
    registry.register_collector("lost", || -> Result<Lost, _> { Err("no connection".into()) }).unwrap();
    metrics_export::register_own_metrics(Arc::clone(&registry)).unwrap();
    (registry, week)
}

impl Week {
    fn go_on(&self, number: u64) {
        let took = Duration::from_nanos(number * 7_919 % 10_007 * 100_003);
        let labels = (HttpMethod::Get, StatusClass::Success);
        self.requests.with(labels).inc_with_exemplar(ExemplarLabels::of_span(u128::from(number), number));
        self.duration.with(HttpMethod::Get).observe_with_exemplar(took, [("trace_id", "4bf92f3577b34da6")]);
        self.fine.with(HttpMethod::Post).observe(took);
        self.answers.with(StatusClass::Success).observe((number % 65_536) as f64);
        self.left.set(number as f64);
    }
}

const ACCEPT: [&str; 4] = [
    "Accept: text/plain;version=0.0.4",
    "Accept: application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    "Accept: application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,*/*;q=0.2",
    "Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8",
];
const ENCODINGS: [&str; 3] =
    ["Accept-Encoding: gzip", "Accept-Encoding: identity", "Accept-Encoding: zstd, gzip"];
const TARGETS: [&str; 3] = ["/metrics", "/metrics?name[]=week_requests&name[]=week_fine_seconds", "/metrics"];

/// A scraper: one connection, as long as it lasts.
struct Scraper {
    address: SocketAddr,
    connection: Client,
}

impl Scraper {
    fn new(address: SocketAddr) -> Self {
        Self { address, connection: Client::connect(address) }
    }

    /// One scrape, of a kind that the number decides; sometimes over a new connection, sometimes one that ends early.
    fn scrape(&mut self, number: usize) {
        if number % 97 == 0 {
            self.connection = Client::connect(self.address);
        }
        if number % 501 == 0 {
            Client::connect(self.address).send("GET", "/metrics", &[]);
        }
        let headers = [
            ACCEPT[number % ACCEPT.len()],
            ENCODINGS[number / ACCEPT.len() % ENCODINGS.len()],
            "X-Prometheus-Scrape-Timeout-Seconds: 10.000000",
        ];
        let target = TARGETS[number / 12 % TARGETS.len()];
        let reply = self.connection.request("GET", target, &headers);
        assert_eq!(reply.status, 200, "scrape {number}: {reply:?}");
        assert!(is_whole(&reply), "scrape {number}: {headers:?}");
    }
}

fn is_whole(reply: &Reply) -> bool {
    let body = match reply.header("content-encoding") {
        None => reply.body.clone(),
        Some("gzip") => {
            let mut body = Vec::new();
            GzDecoder::new(&*reply.body).read_to_end(&mut body).unwrap();
            body
        }
        // Its frames say themselves what they are; others look into them.
        Some(_) => return reply.body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]),
    };
    let kind = reply.header("content-type").unwrap();
    let is_ended = if kind.starts_with("application/openmetrics-text") {
        body.ends_with(b"\n# EOF\n")
    } else {
        kind.starts_with("application/vnd") || body.ends_with(b"\n")
    };
    is_ended && body.windows(b"week_requests_total".len()).any(|name| name == b"week_requests_total")
}

#[test]
fn nothing_is_left_of_a_week_of_scrapes() {
    let scrapes = env::var("WEEK_SCRAPES").map_or(500, |number| number.parse().unwrap());
    let (registry, week) = registry();
    let server = Exporter::new().registry(registry).serve("127.0.0.1:0").unwrap();
    let mut client = Scraper::new(server.local_addr());
    let mut run = |numbers: std::ops::Range<usize>| {
        for number in numbers {
            week.go_on(number as u64);
            client.scrape(number);
        }
    };
    // Each kind of scrape, and each bucket that there can be.
    let warm = 250.max(scrapes / 10);
    run(0..warm);
    let begin = Footprint::now();
    run(warm..warm + scrapes);
    let end = Footprint::after(begin);
    println!("{scrapes} scrapes: {begin:?}, then {end:?}");
    assert!(end.live - begin.live < 64 * 1024, "{} bytes more", end.live - begin.live);
    // A sanitizer keeps what was freed.
    let is_sanitized = env::var_os("SANITIZED").is_some();
    let grown = end.resident - begin.resident;
    assert!(grown < 4 * 1024 || is_sanitized, "{grown} KiB more");
    assert!(end.descriptors <= begin.descriptors, "{begin:?}, then {end:?}");
    assert!(end.threads <= begin.threads, "{begin:?}, then {end:?}");
    server.shutdown();
}
