//! Collectors and callbacks that panic, fail, block and re-enter: their families are missing and counted, the rest is
//! there, and the next scrape is fine.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Barrier, Mutex, OnceLock, mpsc};
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::{
    Collector, Counter, Failure, Filter, Format, Gauge, GaugeFn, GaugeRows, Metrics, RegisterError, Registry,
    Within,
};

#[derive(Metrics)]
#[metrics(prefix = "good")]
struct Good {
    /// Fine.
    things: Counter,
}

#[derive(Metrics)]
#[metrics(prefix = "odd")]
struct Odd {
    /// By name.
    #[metric(rows(name), max_rows = 2)]
    sizes: GaugeRows<1>,
    /// Without one.
    level: Gauge,
}

type Answer = Result<Odd, Box<dyn Error + Send + Sync>>;

/// A registry with a good set before and after what is odd.
fn registry(odd: impl Collector) -> &'static Registry {
    // Where it is found by who looks for leaks.
    static KEPT: Mutex<Vec<&'static Registry>> = Mutex::new(Vec::new());
    let registry: &'static Registry = Box::leak(Box::default());
    KEPT.lock().unwrap().push(registry);
    registry.register_instance(&[("at", "begin")], Arc::new(Good::new())).unwrap();
    registry.register_collector("odd", odd).unwrap();
    registry.register_instance(&[("at", "end")], Arc::new(Good::new())).unwrap();
    registry
}

#[allow(clippy::unnecessary_wraps)] // what a collector returns
fn odd() -> Answer {
    let mut odd = Odd::new();
    odd.sizes.push(["a"], 1.0);
    odd.level.set(2.0);
    Ok(odd)
}

fn is_intact(registry: &Registry, odd_lines: usize) {
    for format in [Format::Text, Format::OpenMetrics] {
        let text = registry.to_text(format);
        assert!(text.contains("good_things_total{at=\"begin\"} 0\n"), "{text}");
        assert!(text.contains("good_things_total{at=\"end\"} 0\n"), "{text}");
        let lines = text.lines().filter(|line| line.starts_with("odd_")).count();
        let comments = text.lines().filter(|line| line.contains("# TYPE odd_")).count();
        assert_eq!((lines, comments), (odd_lines, odd_lines), "{text}");
    }
}

fn failures(registry: &Registry) -> BTreeMap<Failure, u64> {
    registry.collectors()[0].failures.clone()
}

/// Fails each time until it is told not to.
fn until_well(
    well: &'static AtomicBool,
    fail: impl Fn() -> Answer + Send + Sync + 'static,
) -> impl Collector {
    move || if well.load(Ordering::Relaxed) { odd() } else { fail() }
}

#[test]
fn what_is_collected_is_exposed() {
    let registry = registry(odd);
    is_intact(registry, 2);
    assert_eq!(registry.snapshot().value("odd_sizes", &[("name", "a")]), Some(1.0));
    let status = &registry.collectors()[0];
    assert_eq!((status.name.as_str(), status.runs, status.failures.len()), ("odd", 3, 0));
}

#[test]
fn a_panic_costs_the_families_of_its_collector() {
    for limited in [false, true] {
        static WELL: AtomicBool = AtomicBool::new(false);
        WELL.store(false, Ordering::Relaxed);
        let collector = until_well(&WELL, || {
            let mut odd = Odd::new();
            odd.sizes.push(["half"], 1.0);
            panic!("on purpose")
        });
        let registry =
            if limited { registry(collector.within(Duration::from_secs(60))) } else { registry(collector) };
        is_intact(registry, 0);
        assert_eq!(failures(registry), [(Failure::Panic, 2)].into());
        assert_eq!(registry.collectors()[0].last_error.as_deref(), Some("on purpose"));
        WELL.store(true, Ordering::Relaxed);
        is_intact(registry, 2);
    }
}

#[test]
fn an_error_is_kept_and_costs_the_families_of_its_collector() {
    static WELL: AtomicBool = AtomicBool::new(false);
    let registry = registry(until_well(&WELL, || {
        "none".parse::<f64>()?;
        odd()
    }));
    is_intact(registry, 0);
    assert_eq!(failures(registry), [(Failure::Error, 2)].into());
    assert_eq!(registry.collectors()[0].last_error.as_deref(), Some("invalid float literal"));
    WELL.store(true, Ordering::Relaxed);
    is_intact(registry, 2);
}

#[test]
fn an_error_that_cannot_be_displayed_costs_no_more() {
    type Display = fn(&mut fmt::Formatter<'_>) -> fmt::Result;
    #[derive(Debug)]
    struct Unspeakable(Display);
    impl Error for Unspeakable {}
    impl fmt::Display for Unspeakable {
        fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0(out)
        }
    }
    let displays: [Display; 2] = [|_| Err(fmt::Error), |_| panic!("on purpose")];
    for display in displays {
        let registry = registry(move || Err::<Odd, _>(Unspeakable(display).into()));
        is_intact(registry, 0);
        assert_eq!(failures(registry), [(Failure::Error, 2)].into());
        let error = registry.collectors()[0].last_error.clone();
        assert_eq!(error.as_deref(), Some("an error that cannot be displayed"));
    }
}

#[test]
fn what_blocks_is_given_up_and_holds_one_thread() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let (release, blocked) = mpsc::channel::<()>();
    let blocked = Mutex::new(blocked);
    let collector = Within::new(Duration::from_millis(100), move || {
        if ASKED.fetch_add(1, Ordering::Relaxed) == 0 {
            let _ = blocked.lock().unwrap().recv();
        }
        odd()
    });
    let registry = registry(collector);
    let start = Instant::now();
    is_intact(registry, 0);
    is_intact(registry, 0);
    assert!(start.elapsed() < Duration::from_secs(20));
    assert_eq!(failures(registry), [(Failure::Timeout, 1), (Failure::Busy, 3)].into());
    assert_eq!(ASKED.load(Ordering::Relaxed), 1, "it is not asked again while it runs");
    release.send(()).unwrap();
    let recovered = (0..1000).any(|_| {
        thread::sleep(Duration::from_millis(10));
        registry.snapshot().value("odd_level", &[]) == Some(2.0)
    });
    assert!(recovered, "{:?}", registry.collectors());
    is_intact(registry, 2);
}

#[test]
fn collectors_with_a_budget_run_at_the_same_time() {
    // None of them returns before all have begun.
    let all = Arc::new(Barrier::new(3));
    let registry = Registry::new();
    for name in ["a", "b", "c"] {
        let all = Arc::clone(&all);
        let collector = Within::new(Duration::from_secs(60), move || {
            all.wait();
            odd()
        });
        registry.register_collector_instance(name, &[("of", name)], collector).unwrap();
    }
    assert_eq!(registry.snapshot().sum("odd_level", &[]), 6.0);
}

/// Registers, scrapes and unregisters, itself too.
fn reenters(registry: &'static OnceLock<&'static Registry>, limit: Option<Duration>) {
    struct ScrapesWhenDropped(&'static Registry);
    impl Drop for ScrapesWhenDropped {
        fn drop(&mut self) {
            let _ = self.0.snapshot();
        }
    }
    let held: OnceLock<ScrapesWhenDropped> = OnceLock::new();
    let collector = move || {
        let registry = registry.get().unwrap();
        let _ = held.set(ScrapesWhenDropped(registry));
        let good = Arc::new(Good::new());
        registry.register_instance(&[("at", "middle")], Arc::clone(&good))?;
        good.things.inc();
        let seen = registry.snapshot();
        registry.unregister(&*good);
        let odd = Odd::new();
        odd.level.set(seen.sum("good_things_total", &[]) + seen.value("odd_level", &[]).unwrap_or(10.0));
        assert!(registry.unregister_collector("odd"));
        assert!(registry.register_collector("odd", self::odd).is_ok());
        Ok(odd)
    };
    let registry = *registry.get_or_init(|| match limit {
        Some(limit) => self::registry(collector.within(limit)),
        None => self::registry(collector),
    });
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send((registry.snapshot(), registry.snapshot())));
    let (first, second) = is_done.recv_timeout(Duration::from_secs(30)).expect("a deadlock");
    assert_eq!(first.value("odd_level", &[]), Some(11.0), "it saw all but collectors");
    assert_eq!(second.value("odd_level", &[]), Some(2.0), "it has replaced itself");
}

#[test]
fn a_collector_may_register_scrape_and_unregister() {
    static REGISTRY: OnceLock<&'static Registry> = OnceLock::new();
    reenters(&REGISTRY, None);
}

#[test]
fn a_collector_may_do_so_on_its_own_thread() {
    static REGISTRY: OnceLock<&'static Registry> = OnceLock::new();
    reenters(&REGISTRY, Some(Duration::from_secs(20)));
}

#[test]
fn names_are_known_before_the_first_run() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let registry = registry(|| {
        ASKED.fetch_add(1, Ordering::Relaxed);
        odd()
    });
    let again = registry.register_collector("again", odd);
    assert!(matches!(again, Err(RegisterError::Duplicate { .. })), "{again:?}");
    assert!(registry.register(Arc::new(Odd::new())).is_err());
    assert_eq!((ASKED.load(Ordering::Relaxed), registry.collectors().len()), (0, 1));
    is_intact(registry, 2);
    assert!(registry.unregister_collector("odd"));
    assert!(!registry.unregister_collector("odd"));
    is_intact(registry, 0);
}

#[test]
fn rows_that_are_left_out_are_counted() {
    let registry = registry(|| {
        let mut odd = Odd::new();
        for name in ["a", "b", "c", "a"] {
            odd.sizes.push([name], 1.0);
        }
        Ok(odd)
    });
    assert_eq!(registry.snapshot().sum("odd_sizes", &[]), 2.0);
    let refused = registry.collectors()[0].refused;
    assert_eq!((refused.beyond_limit, refused.duplicate), (1, 1));
}

#[derive(Metrics)]
#[metrics(prefix = "asked")]
struct Asked {
    /// A function.
    value: GaugeFn,
    /// Another one.
    other: GaugeFn,
}

#[test]
fn what_is_not_asked_for_is_not_run() {
    static RUNS: [AtomicUsize; 3] = [const { AtomicUsize::new(0) }; 3];
    let count = |place: usize| RUNS[place].fetch_add(1, Ordering::Relaxed);
    let registry = registry(move || {
        count(0);
        odd()
    });
    let asked = Arc::new(Asked::new());
    asked.value.read_from(move || count(1) as f64);
    asked.other.read_from(move || count(2) as f64);
    registry.register(asked).unwrap();
    let families = |names: &[&str]| {
        let mut out = Vec::new();
        registry.encode_filtered(Format::OpenMetrics, &Filter::names(names.iter().copied()), &mut out);
        let text = String::from_utf8(out).unwrap();
        assert!(text.ends_with("# EOF\n"));
        let names = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
        names.map(|line| line.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(families(&["good_things_total"]), ["good_things"], "the name of a sample");
    assert_eq!(families(&["good_things", "asked_value"]), ["good_things", "asked_value"]);
    assert_eq!(families(&["nothing", "good", "good_things_bucket", ""]), [""; 0]);
    assert_eq!(families(&[]), [""; 0]);
    assert_eq!(families(&["odd_level"]), ["odd_level"], "of a collector, one family only");
    assert_eq!(RUNS.each_ref().map(|runs| runs.load(Ordering::Relaxed)), [1, 1, 0]);
}

#[test]
fn a_callback_that_fails_is_counted() {
    let registry = registry(odd);
    let asked = Arc::new(Asked::new());
    asked.value.read_from(|| panic!("on purpose"));
    asked.other.read_from(|| 1.0);
    registry.register(asked).unwrap();
    is_intact(registry, 2);
    assert!(!registry.to_text(Format::Text).contains("asked_value"));
    assert_eq!(registry.callback_failures(), [("asked_value".to_owned(), Failure::Panic, 3)]);
}

#[test]
fn a_callback_that_blocks_is_given_up_if_there_is_a_limit() {
    let registry = registry(odd);
    registry.set_callback_limit(Some(Duration::from_secs(1)));
    let asked = Arc::new(Asked::new());
    let (release, blocked) = mpsc::channel::<()>();
    let blocked = Mutex::new(blocked);
    asked.value.read_from(move || {
        let _ = blocked.lock().unwrap().recv();
        1.0
    });
    // One that scrapes does not wait for the scrape that it is part of.
    asked.other.read_from(|| registry.snapshot().sum("good_things_total", &[]) + 5.0);
    registry.register(asked).unwrap();
    is_intact(registry, 2);
    let snapshot = registry.snapshot();
    assert_eq!((snapshot.value("asked_other", &[]), snapshot.value("asked_value", &[])), (Some(5.0), None));
    let expected =
        [("asked_value".to_owned(), Failure::Timeout, 1), ("asked_value".to_owned(), Failure::Busy, 2)];
    assert_eq!(registry.callback_failures(), expected);
    drop(release);
    let recovered = (0..1000).any(|_| {
        thread::sleep(Duration::from_millis(10));
        registry.snapshot().value("asked_value", &[]) == Some(1.0)
    });
    assert!(recovered, "{:?}", registry.callback_failures());
}

#[test]
fn scrapes_at_the_same_time_do_not_fail_each_other() {
    let registry = registry(Within::new(Duration::from_secs(60), odd));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..50).for_each(|_| is_intact(registry, 2)));
        }
    });
    assert_eq!(failures(registry), BTreeMap::new());
}
