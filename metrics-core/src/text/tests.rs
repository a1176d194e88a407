//! What goes over the wire, byte for byte.

use std::sync::Arc;
use std::time::Duration;

use crate::label::StatusClass;
use crate::{
    Counter, CounterFn, Format, Gauge, GaugeFn, Histogram, Info, Label, LabelSet, Metrics, Registry,
    StateSet, Summary, UpDownCounter,
};

#[derive(Clone, Copy, Label)]
enum Odd {
    #[label(rename = "quote\"backslash\\newline\n")]
    Escaped,
    #[label(rename = "tab\tü\u{2028}")]
    Plain,
}

#[derive(Clone, Copy, Label)]
enum Phase {
    Starting,
    Running,
}

#[derive(Clone, Copy, LabelSet)]
struct Both {
    odd: Odd,
    ok: bool,
}

#[derive(Metrics)]
#[metrics(prefix = "t")]
struct All {
    /// Counts "things" \ others.
    things: Counter<Both>,
    /// Bytes sent.
    #[metric(unit = "bytes")]
    sent: Counter<(), f64>,
    /// A level.
    level: Gauge<StatusClass, i64>,
    /// Open.
    open: UpDownCounter,
    /// Waiting.
    #[metric(buckets = [0.5, 1.0])]
    wait: Histogram<bool, Duration>,
    /// Change of temperature.
    #[metric(buckets = [-1.0, 0.0, 1e6], unit = "celsius")]
    change: Histogram,
    /// Size of the answers.
    #[metric(unit = "bytes")]
    answer: Summary<bool>,
    /// The phase.
    phase: StateSet<Phase>,
    /// The build.
    #[metric(info(version = "1.0", region))]
    build: Info,
    /// Asked for.
    asked: GaugeFn<bool>,
    /// Never asked for.
    silent: CounterFn,
    /// Only what happened.
    #[metric(touched_only)]
    rare: Counter<StatusClass>,
    /// Only what was set.
    #[metric(touched_only)]
    set_once: Gauge<bool>,
}

fn all() -> (Registry, Arc<All>) {
    let registry = Registry::builder().prefix("x").label("zone", "a\"b").build().unwrap();
    let all = Arc::new(All::new());
    registry.register(Arc::clone(&all)).unwrap();
    all.things.with(Both { odd: Odd::Plain, ok: true }).inc_by((1 << 53) + 1);
    all.sent.inc_by(0.25);
    all.level.with(StatusClass::Success).set(-4);
    std::mem::forget(all.open.track());
    all.wait.with(true).observe(Duration::from_millis(500));
    all.wait.with(true).observe(Duration::from_nanos(500_000_001));
    all.wait.with(true).observe(Duration::from_secs(60));
    all.change.observe(-3.0);
    all.answer.with(true).observe(0.5);
    all.answer.with(true).observe(1024.0);
    all.phase.set(Phase::Running);
    all.build.set("region", "eu").unwrap();
    all.asked.read_each(|yes| if yes { 1.5 } else { f64::NAN });
    all.rare.with(StatusClass::ServerError).inc();
    all.set_once.with(false).set(0.0);
    (registry, all)
}

/// Compares with a file beside this one; `BLESS=1` rewrites it.
fn is_as_expected(text: &str, file: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/expected").join(file);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(text, std::fs::read_to_string(path).unwrap());
}

#[test]
fn prometheus_text() {
    let (registry, _all) = all();
    is_as_expected(&registry.to_text(Format::Text), "all.prom");
}

#[test]
fn open_metrics_text() {
    let (registry, _all) = all();
    is_as_expected(&registry.to_text(Format::OpenMetrics), "all.om");
}

#[test]
fn an_empty_registry_is_a_legal_exposition() {
    assert_eq!(Registry::new().to_text(Format::Text), "");
    assert_eq!(Registry::new().to_text(Format::OpenMetrics), "# EOF\n");
}

#[test]
fn two_scrapes_of_the_same_values_are_the_same_bytes() {
    let (registry, _all) = all();
    assert_eq!(registry.to_text(Format::OpenMetrics), registry.to_text(Format::OpenMetrics));
}

#[test]
fn created_stands_beside_what_only_grows_if_asked_for() {
    let (registry, _all) = all();
    let plain = registry.to_text(Format::OpenMetrics);
    assert!(!plain.contains("_created"));
    let before = std::time::SystemTime::now();
    registry.expose_created(true);
    let text = registry.to_text(Format::OpenMetrics);
    let (created, others): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.contains("_created"));
    assert_eq!(others.join("\n") + "\n", plain);
    // For each series of a counter, a histogram or a summary, after its last sample.
    let of = |name: &str| created.iter().filter(|line| line.starts_with(name)).count();
    let (counters, histograms) =
        (of("x_t_things_created{") + of("x_t_sent_bytes_created{"), of("x_t_wait_seconds_created{"));
    assert_eq!((counters, histograms, of("x_t_answer_bytes_created{"), of("x_t_level")), (5, 2, 2, 0));
    let lines: Vec<&str> = text.lines().collect();
    for pair in lines.windows(2).filter(|pair| pair[1].contains("_created")) {
        let labels = |line: &str| line[line.find('{').unwrap()..line.rfind('}').unwrap()].to_owned();
        // The bounds of a histogram with negative ones come last.
        assert!(labels(pair[0]).starts_with(&labels(pair[1])), "{pair:?}");
    }
    // The time of registration, in seconds: the same in each scrape.
    let seconds: f64 = created[0].rsplit(' ').next().unwrap().parse().unwrap();
    let now = before.duration_since(std::time::SystemTime::UNIX_EPOCH).unwrap().as_secs_f64();
    assert!(seconds <= now && seconds > now - 600.0);
    assert_eq!(registry.to_text(Format::OpenMetrics), text);
    assert!(!registry.to_text(Format::Text).contains("_created"));
    let built = Registry::builder().expose_created().build().unwrap();
    built.register(Arc::new(All::new())).unwrap();
    assert!(built.to_text(Format::OpenMetrics).contains("_created"));
}

#[cfg(feature = "bounded")]
#[test]
fn a_value_that_is_not_there_yet_hides_no_other() {
    #[derive(Clone, Copy, Label)]
    struct Tenant(crate::Bounded<2>);

    #[derive(Metrics)]
    struct Set {
        /// Requests.
        requests: Counter<(Tenant, bool)>,
    }

    let (registry, set) = (Registry::new(), Arc::new(Set::new()));
    registry.register(Arc::clone(&set)).unwrap();
    let tenants = || {
        let text = registry.to_text(Format::Text);
        let samples = text.lines().filter_map(|line| line.strip_prefix("requests_total{tenant=\""));
        samples.map(|sample| sample.replace("\",value=\"", " ").replace("\"}", "")).collect::<Vec<_>>()
    };
    assert_eq!(tenants(), ["other false 0", "other true 0"]);
    assert_eq!(registry.snapshot().iter().count(), 2);
    set.requests.with((Tenant::from("red"), true)).inc();
    assert_eq!(tenants(), ["red false 0", "red true 1", "other false 0", "other true 0"]);
}
