//! The crates that are compiled.

use std::fmt::Write;

use crate::suite::Style;

pub(super) const METRICS: usize = 1000;
pub(super) const FUNCTIONS: usize = 500;

/// One crate.
pub(super) struct Crate {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) style: Style,
    /// Lines of the manifest; `OURS` is the path of metrics-core.
    pub(super) dependencies: &'static str,
    pub(super) source: String,
}

/// What a tracked function is compared with.
pub(crate) const BY_HAND: &str = "metrics-core, counter and timer by hand";

const OURS: &str = r#"metrics-core = { path = "OURS" }"#;
const MEASURED: &str = r#"measured = "=0.0.25""#;
const VISE: &str = r#"vise = "=0.3.2""#;
const PROMETHEUS: &str = r#"prometheus = { version = "=0.14.0", default-features = false }"#;
const AUTOMETRICS: &str =
    r#"autometrics = { version = "=3.0.0", default-features = false, features = ["prometheus-0_14"] }"#;

/// Programs with a set of metrics: of ten, six are counters, two gauges, two histograms.
pub(super) fn sets() -> Vec<Crate> {
    let nothing = "fn main() { println!(\"nothing\"); }".to_owned();
    let head = "use metrics_core::{Counter, Gauge, Histogram, Metrics, Registry, Format};\n\
        #[derive(Metrics)]\n#[metrics(max_series = 100_000)]\nstruct Set {\n";
    let tail = "}\n#[metrics_core::register]\nstatic SET: Set = Set::new();\n\
        fn main() { SET.m0.inc(); println!(\"{}\", Registry::global().to_text(Format::Text)); }";
    let ours = fields(head, tail, |kind| match kind {
        Kind::Counter => ("", "Counter"),
        Kind::Gauge => ("", "Gauge"),
        Kind::Histogram => ("#[metric(unit = \"seconds\")] ", "Histogram"),
    });
    let head = "use vise::{Buckets, Counter, Format, Gauge, Global, Histogram, Metrics, MetricsCollection};\n\
        #[derive(Debug, Metrics)]\nstruct Set {\n";
    let tail = "}\n#[vise::register]\nstatic SET: Global<Set> = Global::new();\n\
        fn main() { SET.m0.inc(); let mut out = String::new(); \
        MetricsCollection::default().collect().encode(&mut out, Format::Prometheus).unwrap(); println!(\"{out}\"); }";
    let vise = fields(head, tail, |kind| match kind {
        Kind::Counter => ("", "Counter"),
        Kind::Gauge => ("", "Gauge"),
        Kind::Histogram => ("#[metrics(buckets = Buckets::LATENCIES)] ", "Histogram"),
    });
    let head = "use measured::{Counter, Gauge, Histogram, MetricGroup, metric::histogram::Thresholds};\n\
        #[derive(MetricGroup)]\n#[metric(new())]\nstruct Set {\n";
    let tail = "}\nfn main() { let set = Set::new(); set.m0.inc(); \
        let mut text = measured::text::BufferedTextEncoder::new(); set.collect_group_into(&mut text).unwrap(); \
        println!(\"{:?}\", text.finish()); }";
    let measured = fields(head, tail, |kind| match kind {
        Kind::Counter => ("", "Counter"),
        Kind::Gauge => ("", "Gauge"),
        Kind::Histogram => {
            ("#[metric(metadata = Thresholds::exponential_buckets(0.005, 2.0))] ", "Histogram<11>")
        }
    });
    vec![
        Crate { name: "no_set", title: "no metrics", style: Style::Limit, dependencies: "", source: nothing },
        Crate {
            name: "our_set",
            title: "metrics-core",
            style: Style::Ours,
            dependencies: OURS,
            source: ours,
        },
        Crate { name: "vise_set", title: "vise", style: Style::Idiom, dependencies: VISE, source: vise },
        Crate {
            name: "measured_set",
            title: "measured",
            style: Style::Idiom,
            dependencies: MEASURED,
            source: measured,
        },
    ]
}

enum Kind {
    Counter,
    Gauge,
    Histogram,
}

/// A struct with a field for each metric, between `head` and `tail`.
fn fields(head: &str, tail: &str, field: fn(Kind) -> (&'static str, &'static str)) -> String {
    let mut source = head.to_owned();
    for number in 0..METRICS {
        let (attribute, kind) = field(match number % 10 {
            0..6 => Kind::Counter,
            6 | 7 => Kind::Gauge,
            _ => Kind::Histogram,
        });
        let help = format!("What number {number} is about.");
        writeln!(source, "    /// {help}\n    {attribute}m{number}: {kind},")
            .expect("a string takes everything");
    }
    source + tail
}

/// Programs with tracked functions.
pub(super) fn functions() -> Vec<Crate> {
    let body = "std::hint::black_box(n).wrapping_mul(3)";
    let attribute =
        |attribute: &str| each(|number| format!("{attribute}\nfn f{number}(n: u64) -> u64 {{ {body} }}\n"));
    let none = attribute("");
    let ours = attribute("#[metrics_core::track_metrics]");
    let autometrics = attribute("#[autometrics::autometrics]");
    let with = |used: &str| format!("use std::sync::LazyLock;\nuse std::time::Instant;\n{used}");
    let prometheus = with("use prometheus::*;\n")
        + &each(|number| {
            format!(
                "fn f{number}(n: u64) -> u64 {{\n\
                 static CALLS: LazyLock<IntCounter> = LazyLock::new(|| register_int_counter!(\"c{number}\", \"C.\").unwrap());\n\
                 static TOOK: LazyLock<Histogram> = LazyLock::new(|| register_histogram!(\"h{number}\", \"H.\").unwrap());\n\
                 let start = Instant::now(); let value = {body}; CALLS.inc(); \
                 TOOK.observe(start.elapsed().as_secs_f64()); value }}\n"
            )
        });
    let variants: String = (0..FUNCTIONS).map(|number| format!("F{number}, ")).collect();
    let by_hand = format!(
        "use metrics_core::*;\nuse std::time::Duration;\n\
         #[derive(Clone, Copy, Label)] enum Function {{ {variants} }}\n\
         #[derive(Metrics)] #[metrics(max_series = 20_000)] struct Timers {{\n\
         /** Calls. */ calls: Counter<Function>,\n\
         /** How long they took. */ #[metric(max_series = 20_000)] took: Histogram<Function, Duration>,\n}}\n\
         #[register] static TIMERS: Timers = Timers::new();\n"
    ) + &each(|number| {
        format!(
            "fn f{number}(n: u64) -> u64 {{ let _timer = TIMERS.took.with(Function::F{number}).start_timer(); \
             TIMERS.calls.with(Function::F{number}).inc(); {body} }}\n"
        )
    });
    vec![
        Crate { name: "no_calls", title: "not tracked", style: Style::Limit, dependencies: "", source: none },
        Crate {
            name: "our_calls",
            title: "metrics-core",
            style: Style::Ours,
            dependencies: OURS,
            source: ours,
        },
        Crate {
            name: "our_timers",
            title: BY_HAND,
            style: Style::Limit,
            dependencies: OURS,
            source: by_hand,
        },
        Crate {
            name: "prometheus_timers",
            title: "prometheus, by hand",
            style: Style::Idiom,
            dependencies: PROMETHEUS,
            source: prometheus,
        },
        Crate {
            name: "autometrics_calls",
            title: "autometrics",
            style: Style::Idiom,
            dependencies: AUTOMETRICS,
            source: autometrics,
        },
    ]
}

/// As many functions, and a program that calls them all.
fn each(function: impl Fn(usize) -> String) -> String {
    let mut source: String = (0..FUNCTIONS).map(function).collect();
    source += "fn main() {\n    let mut sum = 0_u64;\n";
    for number in 0..FUNCTIONS {
        writeln!(source, "    sum = sum.wrapping_add(f{number}(sum));").expect("a string takes everything");
    }
    source + "    println!(\"{sum}\");\n}\n"
}
