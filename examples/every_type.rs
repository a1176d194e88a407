//! Every type of metric that there is, with values that are hard to write: what `ci/judge-rules` has a look at.
//!
//! ```text
//! cargo run --example every_type -- --once            # one exposition; also with --openmetrics
//! cargo run --example every_type -- --listen 127.0.0.1:9464 --recorders 4      # threads that record, without end
//! cargo run --example every_type -- --created         # says in OpenMetrics since when each series counts
//! ```

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;
use std::{env, thread};

use metrics_core::label::{HttpMethod, StatusClass};
use metrics_core::{
    Counter, CounterFn, CounterRows, ExemplarLabels, Format, Gauge, GaugeFn, GaugeRows, Histogram,
    HistogramRows, Info, InfoRows, Label, LabelSet, Metrics, Registry, StateSet, Summary, SummaryRows,
    UpDownCounter, WithExemplars,
};
use metrics_export::Exporter;

/// Values that others have stumbled over.
#[derive(Clone, Copy, Label)]
enum Odd {
    #[label(rename = "a \"quoted\" word")]
    Quote,
    #[label(rename = "\\")]
    Backslash,
    #[label(rename = "\\\\")]
    TwoBackslashes,
    #[label(rename = "two\nlines\\n")]
    Lines,
    #[label(rename = "tab\tnext\u{85}para\u{2028}\u{fffd}\u{1f980} \r #{}=,")]
    Unescaped,
}

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Running,
    Stopping,
}

#[derive(Clone, Copy, LabelSet)]
struct Request {
    method: HttpMethod,
    class: StatusClass,
}

#[derive(Metrics)]
#[metrics(prefix = "every")]
struct Every {
    /// A counter, with "quotes", a \ and \n in its help.
    event: Counter<Odd>,
    /// A counter without labels.
    tick: Counter,
    /// A counter of time.
    busy: Counter<bool, Duration>,
    /// A counter of floats.
    #[metric(unit = "joules")]
    energy: Counter<(), f64>,
    /// A counter that remembers.
    request: WithExemplars<Counter<Request>>,
    /// A gauge.
    level: Gauge<StatusClass>,
    /// A gauge of integers.
    #[metric(unit = "bytes")]
    balance: Gauge<(), i64>,
    /// A gauge that only shows what was set.
    #[metric(touched_only)]
    touched: Gauge<bool>,
    /// What is open now.
    open: UpDownCounter<HttpMethod>,
    /// A histogram of time.
    wait: Histogram<bool, Duration>,
    /// A histogram with bounds of all magnitudes.
    #[metric(buckets = [0, 1e-9, 1e-5, 0.0001, 0.1, 1, 10, 100_000, 1e6, 1.5e300])]
    size: Histogram,
    /// A histogram of what may be below zero.
    #[metric(buckets = [-2.5, 0, 2.5], unit = "celsius")]
    change: Histogram,
    /// A histogram that remembers.
    #[metric(buckets = [0.1, 1])]
    answer: WithExemplars<Histogram<HttpMethod, Duration>>,
    /// A native histogram.
    #[metric(native)]
    native: Histogram<bool, Duration>,
    /// A native histogram with classic buckets, which remembers.
    #[metric(native(schema = 5, max_buckets = 20), buckets = [0.1, 1], unit = "seconds")]
    both: WithExemplars<Histogram>,
    /// A native histogram on both sides of zero.
    #[metric(native(schema = 0, zero_threshold = 1e-3), unit = "seconds")]
    offset: Histogram,
    /// A native histogram that nobody uses.
    #[metric(native(zero_threshold = 0))]
    idle: Histogram<(), Duration>,
    /// A summary.
    #[metric(unit = "bytes")]
    reply: Summary<HttpMethod>,
    /// A summary with quantiles.
    #[metric(quantiles = [0, 0.5, 0.99, 1])]
    quantile_of: Summary<bool, Duration>,
    /// A set of states.
    phase: StateSet<Phase>,
    /// A set of facts.
    #[metric(info(version = "1.0", region))]
    about: Info,
    /// A function that is asked for a gauge.
    asked: GaugeFn<bool>,
    /// A function that is asked for a counter.
    asked_for: CounterFn,
    /// A function that panics.
    broken: GaugeFn,
    /// Text that leads nowhere.
    #[metric(touched_only)]
    nothing: Counter<StatusClass>,
}

/// What somebody else counts.
#[derive(Metrics)]
#[metrics(prefix = "foreign")]
struct Foreign {
    /// A counter with rows.
    #[metric(rows(table), max_rows = 3)]
    read: CounterRows<1>,
    /// A gauge with rows, one of which has an empty label.
    #[metric(rows(table, owner), max_rows = 3, unit = "bytes")]
    size: GaugeRows<2, u64>,
    /// A histogram with rows.
    #[metric(rows(table), max_rows = 3, buckets = [0.1, 1])]
    scan: HistogramRows<1, Duration>,
    /// A summary with rows.
    #[metric(rows(table), max_rows = 3, quantiles = [0.5, 0.9], unit = "seconds")]
    lock: SummaryRows<1>,
    /// Facts with rows.
    #[metric(rows(table, engine), max_rows = 3)]
    table: InfoRows<2>,
}

#[derive(Metrics)]
struct Lost {
    /// A gauge of a collector that fails.
    lost: Gauge,
}

fn trace() -> ExemplarLabels {
    ExemplarLabels::of_span(0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736, 0x00f0_67aa_0ba9_02b7)
}

impl Every {
    /// What is set once.
    fn prepare(&self) {
        self.phase.set(Phase::Running);
        self.about.set("region", "eu \"west\"").expect("the label is declared");
        self.touched.with(true).set(-0.0);
        self.level.with(StatusClass::Success).set(f64::INFINITY);
        self.level.with(StatusClass::ClientError).set(f64::NAN);
        self.level.with(StatusClass::ServerError).set(1e21);
        self.balance.set(i64::MIN);
        self.asked.read_each(|yes| if yes { 1.5 } else { 5e-324 });
        self.asked_for.read_from(|| 7);
        self.broken.read_from(|| panic!("on purpose"));
        for odd in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0, 5e-324, f64::MAX] {
            self.size.observe(odd);
            self.energy.inc_by(odd.min(1.0));
        }
        self.tick.inc_by((1 << 53) + 1);
        self.answer
            .with(HttpMethod::Put)
            .observe_with_exemplar(Duration::from_secs(2), [("id", &*"x".repeat(200))]);
    }

    /// What is recorded for each number.
    fn record(&self, number: u32) {
        let took = Duration::from_nanos(u64::from(number % 1_000) * 1_234_567);
        let way = f64::from(number % 200) / 40.0 - 2.5;
        self.event
            .with(
                [Odd::Quote, Odd::Backslash, Odd::TwoBackslashes, Odd::Lines, Odd::Unescaped]
                    [number as usize % 5],
            )
            .inc();
        self.busy.with(number % 2 == 0).inc_by(took);
        let request = Request { method: HttpMethod::Get, class: StatusClass::Success };
        self.request.with(request).inc_with_exemplar(trace());
        self.wait.with(number % 3 == 0).observe(took);
        self.size.observe(f64::from(number % 77).powi(4));
        self.change.observe(way);
        self.answer.with(HttpMethod::Get).observe_with_exemplar(took, trace());
        self.native.with(true).observe(took);
        self.both.observe_with_exemplar(took.as_secs_f64(), trace());
        self.offset.observe(way);
        self.reply.with(HttpMethod::Post).observe(f64::from(number % 4_096));
        self.quantile_of.with(true).observe(took);
        let _open = self.open.with(HttpMethod::Get).track();
    }
}

fn foreign() -> Foreign {
    let mut foreign = Foreign::new();
    for table in ["orders", "with \"quotes\"\n", "\\", "one too many"] {
        foreign.read.push([table], u64::MAX);
        foreign.size.push([table, if table == "orders" { "" } else { "me" }], 4_096);
        foreign.scan.push([table], &[1, 2], 3, Duration::from_millis(2_500));
        foreign.lock.push([table], &[0.5, f64::NAN], 3, 0.75);
        foreign.table.push([table, "row"]);
    }
    foreign
}

fn registry(created: bool) -> Result<(Arc<Registry>, Arc<Every>), Box<dyn Error>> {
    let builder = Registry::builder();
    let registry = Arc::new(if created { builder.expose_created() } else { builder }.build()?);
    let every = Arc::new(Every::new());
    registry.register(Arc::clone(&every))?;
    registry.register_collector("foreign", || Ok(foreign()))?;
    registry.register_collector("lost", || -> Result<Lost, _> { Err("on purpose".into()) })?;
    metrics_process::register(&registry)?;
    metrics_export::register_own_metrics(Arc::clone(&registry))?;
    Ok((registry, every))
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = env::args().collect();
    let asked_for = |flag: &str| words.iter().any(|word| word == flag);
    let value_of = |flag: &str| words.iter().skip_while(|word| *word != flag).nth(1).map(String::as_str);
    let (registry, every) = registry(asked_for("--created"))?;
    every.prepare();
    (0..1_000).for_each(|number| every.record(number));
    if asked_for("--once") {
        let format = if asked_for("--openmetrics") { Format::OpenMetrics } else { Format::Text };
        print!("{}", registry.to_text(format));
        return Ok(());
    }
    let server =
        Exporter::new().registry(registry).serve(value_of("--listen").unwrap_or("127.0.0.1:9464"))?;
    println!("metrics on http://{}/metrics", server.local_addr());
    for _ in 0..value_of("--recorders").map_or(Ok(0), str::parse)? {
        let every = Arc::clone(&every);
        thread::spawn(move || {
            loop {
                (0..1_000_000).for_each(|number| every.record(number));
            }
        });
    }
    loop {
        thread::park();
    }
}
