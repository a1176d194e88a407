//! Exemplars: which observations are remembered, where they are exposed, and what they can never do.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Once};
use std::thread;
use std::time::{Duration, SystemTime};

use metrics_core::label::StatusClass;
use metrics_core::{
    Batch, Counter, ExemplarLabels, Family, Format, Histogram, Metrics, Registry, Sink, WithExemplars,
    set_exemplar_source,
};

#[derive(Metrics)]
#[metrics(prefix = "e")]
struct Set {
    /// Requests.
    requests: WithExemplars<Counter<StatusClass>>,
    /// Bytes.
    #[metric(unit = "bytes")]
    sent: WithExemplars<Counter<(), f64>>,
    /// Time.
    #[metric(buckets = [0.1, 1.0])]
    wait: WithExemplars<Histogram<(), Duration>>,
    /// Change.
    #[metric(unit = "celsius", buckets = [-1.0, 1.0])]
    change: WithExemplars<Histogram<bool>>,
    /// Without.
    plain: Counter,
}

fn set() -> (Registry, Arc<Set>) {
    let (registry, set) = (Registry::new(), Arc::new(Set::new()));
    registry.register(Arc::clone(&set)).unwrap();
    (registry, set)
}

/// The lines with an exemplar, without its time.
fn lines(registry: &Registry) -> Vec<String> {
    let text = registry.to_text(Format::OpenMetrics);
    let lines = text.lines().filter(|line| line.contains(" # "));
    lines.map(|line| line.rsplit_once(' ').unwrap().0.to_owned()).collect()
}

/// The span that a thread works for, as far as these tests are concerned.
mod span {
    use super::{Cell, ExemplarLabels, Once, set_exemplar_source};

    thread_local! {
        static CURRENT: Cell<Option<u64>> = const { Cell::new(None) };
        static ASKED: Cell<u32> = const { Cell::new(0) };
    }

    pub(super) fn enter(span: Option<u64>) {
        static SOURCE: Once = Once::new();
        SOURCE.call_once(|| set_exemplar_source(labels).unwrap());
        CURRENT.set(span);
    }

    fn labels() -> Option<ExemplarLabels> {
        ASKED.set(ASKED.get() + 1);
        assert_ne!(CURRENT.get(), Some(666), "the source itself fails");
        CURRENT.get().map(|span| ExemplarLabels::of_span(1, span))
    }

    /// How often this thread asked while it did this.
    pub(super) fn asked(work: impl FnOnce()) -> u32 {
        let before = ASKED.get();
        work();
        ASKED.get() - before
    }
}

#[test]
fn a_bucket_remembers_the_last_one_that_was_given() {
    let (registry, set) = set();
    set.wait.observe_with_exemplar(Duration::from_millis(50), [("trace_id", "a")]);
    set.wait.observe_with_exemplar(Duration::from_millis(60), [("trace_id", "b")]);
    set.wait.observe_with_exemplar(Duration::from_secs(9), [("trace_id", "c"), ("span_id", "d")]);
    set.change.with(true).observe_with_exemplar(-4.0, [("trace_id", "e")]);
    set.requests.with(StatusClass::ServerError).inc_with_exemplar([("trace_id", "f")]);
    set.sent.inc_by_with_exemplar(0.25, []);
    let expected = [
        "e_requests_total{status=\"5xx\"} 1 # {trace_id=\"f\"} 1",
        "e_sent_bytes_total 0.25 # {} 0.25",
        "e_wait_seconds_bucket{le=\"0.1\"} 2 # {trace_id=\"b\"} 0.06",
        "e_wait_seconds_bucket{le=\"+Inf\"} 3 # {trace_id=\"c\",span_id=\"d\"} 9",
        "e_change_celsius_bucket{value=\"true\",le=\"-1.0\"} 1 # {trace_id=\"e\"} -4",
    ];
    let lines = lines(&registry);
    assert_eq!(lines.len(), expected.len(), "{lines:#?}");
    for (line, expected) in lines.iter().zip(expected) {
        assert_eq!(line, expected);
    }
}

#[test]
fn the_text_format_has_no_place_for_them() {
    let (registry, set) = set();
    let before = registry.to_text(Format::Text);
    set.wait.observe_with_exemplar(Duration::from_millis(50), [("trace_id", "a")]);
    let after = registry.to_text(Format::Text);
    assert_ne!(before, after);
    assert!(!after.contains("trace_id") && !after.lines().any(|line| line.contains(" # ")));
}

#[test]
fn one_that_is_too_long_is_dropped_and_its_observation_is_not() {
    let (registry, set) = set();
    let (fits, too_long) = ("ü".repeat(120), "ü".repeat(121));
    set.wait.observe_with_exemplar(Duration::from_millis(50), [("trace_id", fits.as_str())]);
    set.wait.observe_with_exemplar(Duration::from_millis(50), [("trace_id", too_long.as_str())]);
    set.wait.observe_with_exemplar(Duration::from_millis(500), [("not a name", "x")]);
    set.requests.with(StatusClass::Success).inc_with_exemplar([("trace_id", too_long.as_str())]);
    assert_eq!(
        lines(&registry),
        [format!("e_wait_seconds_bucket{{le=\"0.1\"}} 2 # {{trace_id=\"{fits}\"}} 0.05")]
    );
    assert_eq!(set.wait.snapshot().count, 3);
    assert_eq!(set.requests.with(StatusClass::Success).value(), 1);
}

#[test]
fn what_is_ignored_is_not_remembered() {
    let (registry, set) = set();
    set.change.with(true).observe_with_exemplar(f64::NAN, [("trace_id", "a")]);
    set.sent.inc_by_with_exemplar(-1.0, [("trace_id", "a")]);
    set.sent.inc_by_with_exemplar(f64::NAN, [("trace_id", "a")]);
    set.sent.inc_by_with_exemplar(f64::INFINITY, [("trace_id", "a")]);
    assert!(lines(&registry).is_empty());
    assert_eq!(set.sent.value(), 0.0);
}

#[test]
fn the_first_of_a_span_after_each_scrape_is_remembered() {
    let (registry, set) = set();
    span::enter(Some(0xa));
    set.wait.observe(Duration::from_millis(50));
    span::enter(Some(0xb));
    set.wait.observe(Duration::from_millis(60));
    set.wait.start_timer().stop();
    let of = |span: u64, value: &str, count: u64| {
        let labels = format!("trace_id=\"{:032x}\",span_id=\"{span:016x}\"", 1);
        format!("e_wait_seconds_bucket{{le=\"0.1\"}} {count} # {{{labels}}} {value}")
    };
    assert_eq!(lines(&registry), [of(0xa, "0.05", 3)]);
    // It stays until there is another one.
    span::enter(None);
    set.wait.observe(Duration::from_millis(70));
    assert_eq!(lines(&registry), [of(0xa, "0.05", 4)]);
    span::enter(Some(0xb));
    (0..8).for_each(|_| set.wait.observe(Duration::from_millis(80)));
    assert_eq!(lines(&registry), [of(0xb, "0.08", 12)]);
}

#[test]
fn a_source_is_asked_once_for_each_bucket_and_scrape() {
    let (registry, set) = set();
    span::enter(Some(1));
    let observe = || (0..1000).for_each(|_| set.wait.observe(Duration::from_millis(50)));
    assert_eq!(span::asked(observe), 1);
    assert_eq!(span::asked(observe), 0);
    registry.to_text(Format::Text);
    assert_eq!(span::asked(observe), 1);
}

#[test]
fn a_source_that_has_nothing_is_asked_ever_less() {
    let (_registry, set) = set();
    span::enter(None);
    assert_eq!(
        span::asked(|| (0..(1 + 2 + 4 + 80)).for_each(|_| set.requests.with(StatusClass::Success).inc())),
        13
    );
    assert_eq!(span::asked(|| set.plain.inc()), 0);
}

#[test]
fn a_source_that_panics_costs_nothing_but_the_exemplar() {
    let (registry, set) = set();
    span::enter(Some(666));
    set.wait.observe(Duration::from_millis(50));
    span::enter(None);
    assert!(lines(&registry).is_empty());
    assert_eq!(set.wait.snapshot().count, 1);
}

#[test]
fn there_is_one_source() {
    span::enter(None);
    let error = set_exemplar_source(|| None).unwrap_err();
    assert_eq!(error.to_string(), "there is a source of exemplars already");
}

/// What a sink is given.
#[derive(Default)]
struct Seen(Vec<(String, usize, f64, SystemTime, String)>);

impl Sink for Seen {
    fn family(&mut self, _: &Family) {}

    fn batch(&mut self, batch: &Batch<'_>) {
        for series in batch.series() {
            for (bucket, exemplar) in series.exemplars() {
                let labels = exemplar.labels.iter().map(|(name, value)| format!("{name}={value}"));
                let name = batch.family().name().to_owned();
                let labels = labels.collect::<Vec<_>>().join(",");
                self.0.push((name, bucket, exemplar.value, exemplar.timestamp, labels));
            }
        }
    }
}

#[test]
fn a_sink_is_given_place_value_time_and_labels() {
    let (registry, set) = set();
    let before = SystemTime::now();
    set.wait.observe_with_exemplar(Duration::from_millis(500), [("trace_id", "a")]);
    let after = SystemTime::now();
    let mut seen = Seen::default();
    registry.scrape(&mut seen);
    let [(name, bucket, value, timestamp, labels)] = &seen.0[..] else { panic!("{:?}", seen.0) };
    assert_eq!((name.as_str(), *bucket, *value, labels.as_str()), ("e_wait_seconds", 1, 0.5, "trace_id=a"));
    // Kept in nanoseconds, so nothing is lost of a system time.
    assert!(before <= *timestamp && *timestamp <= after);
}

/// Threads that observe, each with exemplars that say what they observed, beside scrapes: every exemplar is whole, lies
/// in its bucket, and no observation is missing.
#[test]
fn threads_that_race_tear_nothing_and_lose_no_observation() {
    const THREADS: u64 = 4;
    const EACH: u64 = 20_000;
    let (registry, set) = set();
    let ended = AtomicBool::new(false);
    let seen = thread::scope(|scope| {
        let scraper = scope.spawn(|| {
            let mut seen = 0;
            while !ended.load(Ordering::Relaxed) {
                for line in lines(&registry) {
                    let (bucket, exemplar) = line.split_once(" # {trace_id=\"").unwrap();
                    let (label, value) = exemplar.split_once("\"} ").unwrap();
                    assert_eq!(
                        label.trim_start_matches('0'),
                        value.replace('.', "").trim_start_matches('0'),
                        "{line}"
                    );
                    let value: f64 = value.parse().unwrap();
                    let expected = if value <= 0.1 {
                        "0.1"
                    } else if value <= 1.0 {
                        "1.0"
                    } else {
                        "+Inf"
                    };
                    assert!(bucket.contains(&format!("le=\"{expected}\"")), "{line}");
                    seen += 1;
                }
            }
            seen
        });
        let writers: Vec<_> = (0..THREADS)
            .map(|thread| {
                let set = &set;
                scope.spawn(move || {
                    for number in 0..EACH {
                        // Ends with a digit that is not zero, so that the text of the value has all of them.
                        let nanos = (number * THREADS + thread) % 150_000 * 10_000 + 1;
                        let label = format!("{nanos:0>100}");
                        set.wait.observe_with_exemplar(
                            Duration::from_nanos(nanos),
                            [("trace_id", label.as_str())],
                        );
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.join().unwrap();
        }
        ended.store(true, Ordering::Relaxed);
        scraper.join().unwrap()
    });
    assert!(seen > 0);
    assert_eq!(set.wait.snapshot().count, THREADS * EACH);
}

/// Two threads that give one counter nothing but exemplars: it has one in each scrape, whoever is stopped when.
#[test]
fn what_is_hammered_has_an_exemplar_in_every_scrape() {
    const SCRAPES: usize = 300;
    let (registry, set) = set();
    let ended = AtomicBool::new(false);
    let hammer = || {
        let counter = set.requests.with(StatusClass::Success);
        while !ended.load(Ordering::Relaxed) {
            counter.inc_with_exemplar([("trace_id", "4bf92f3577b34da6a3ce929d0e0e4736")]);
        }
    };
    set.requests.with(StatusClass::Success).inc_with_exemplar([("trace_id", "first")]);
    let without = thread::scope(|scope| {
        scope.spawn(hammer);
        scope.spawn(hammer);
        let without = (0..SCRAPES).filter(|_| lines(&registry).is_empty()).count();
        ended.store(true, Ordering::Relaxed);
        without
    });
    assert_eq!(without, 0, "of {SCRAPES} scrapes");
    assert!(set.requests.with(StatusClass::Success).value() > SCRAPES as u64);
}
