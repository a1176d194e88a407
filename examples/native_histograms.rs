//! Native histograms: exponential buckets as fine as wanted, without a list of bounds. A Prometheus that has them switched
//! on (`--enable-feature=native-histograms`) asks for protobuf and gets them; everybody else gets the text formats, with
//! the classic buckets, if there are any.
//!
//! ```text
//! cargo run --example native_histograms -- --once         # what was recorded, as text; also with --openmetrics
//! cargo run --example native_histograms                   # then: prometheus --enable-feature=native-histograms …
//! cargo run --example native_histograms -- --listen 127.0.0.1:0
//! ```

use std::env;
use std::error::Error;
use std::thread;
use std::time::Duration;

use metrics_core::label::HttpMethod;
use metrics_core::{Counter, Format, Histogram, Info, Label, Metrics, Registry, StateSet, Summary};

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Running,
}

#[derive(Metrics)]
#[metrics(prefix = "store")]
struct StoreMetrics {
    /// How long requests took: buckets that are at most 10 % wide.
    #[metric(native(growth = 1.1))]
    request_duration: Histogram<HttpMethod, Duration>,
    /// What was sent, also with classic buckets, for servers that know no others.
    #[metric(unit = "bytes", buckets = exponential(256.0, 4.0, 8), native)]
    response_size: Histogram<(), u64>,
    /// How far the clock was off, either way: the width of buckets doubles, up to a microsecond is as good as none.
    #[metric(unit = "seconds", native(schema = 0, zero_threshold = 1e-6, max_buckets = 20))]
    clock_offset: Histogram,
    /// Never recorded, and native all the same.
    #[metric(native(zero_threshold = 0))]
    repair_duration: Histogram<(), Duration>,
    /// How long requests waited.
    #[metric(quantiles = [0.5, 0.9])]
    queue_time: Summary<(), Duration>,
    /// Requests answered.
    requests: Counter<HttpMethod>,
    /// What the store is doing.
    phase: StateSet<Phase>,
    /// What is running.
    #[metric(info(version = env!("CARGO_PKG_VERSION")))]
    build: Info,
}

#[metrics_core::register]
static STORE: StoreMetrics = StoreMetrics::new();

/// Serves requests that take as long as always, and says what was recorded.
fn work() {
    let requests: Vec<Duration> = (0..1000)
        .map(|n| Duration::from_nanos(1_000_000 + n * n * n * 3).mul_f64(1.0 + n as f64 / 70.0))
        .collect();
    for &took in &requests {
        STORE.request_duration.with(HttpMethod::Get).observe(took);
        STORE.queue_time.observe(took / 10);
        STORE.requests.with(HttpMethod::Get).inc();
    }
    say("store_request_duration_seconds", requests.iter().map(Duration::as_secs_f64));

    let sizes: Vec<u64> = (0..1000).map(|n| n * n).collect();
    for &size in &sizes {
        STORE.response_size.observe(size);
    }
    say("store_response_size_bytes", sizes.iter().map(|&size| size as f64));

    let offsets: Vec<f64> = (-300..500).map(|n| f64::from(n * n * n) * 1e-9).collect();
    for &offset in &offsets {
        STORE.clock_offset.observe(offset);
    }
    say("store_clock_offset_seconds", offsets.into_iter());
    STORE.phase.set(Phase::Running);
}

/// For whoever checks us: what was recorded, to the last bit.
fn say(name: &str, values: impl Iterator<Item = f64>) {
    let values: Vec<_> = values.map(|value| value.to_string()).collect();
    eprintln!("recorded {name} {}", values.join(" "));
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    STORE.phase.set(Phase::Starting);
    work();
    if arguments.iter().any(|argument| argument == "--once") {
        let openmetrics = arguments.iter().any(|argument| argument == "--openmetrics");
        print!(
            "{}",
            Registry::global().to_text(if openmetrics { Format::OpenMetrics } else { Format::Text })
        );
        return Ok(());
    }
    let listen = arguments.iter().skip_while(|argument| *argument != "--listen").nth(1);
    let server = metrics_export::serve(listen.map_or("127.0.0.1:9464", String::as_str))?;
    println!("metrics on http://{}/metrics", server.local_addr());
    loop {
        thread::park();
    }
}
