//! Collectors and callbacks that take their time: each is charged with its own only, its limit holds wherever it is asked
//! from, and it never runs twice at once.

use std::error::Error;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use metrics_core::{Collector, Failure, Gauge, GaugeFn, Metrics, Registry};

#[derive(Metrics)]
struct Odd {
    /// Without labels.
    level: Gauge,
}

#[derive(Metrics)]
struct Asked {
    /// A function.
    value: GaugeFn,
}

const LONG: Duration = Duration::from_secs(60);

type Answer = Result<Odd, Box<dyn Error + Send + Sync>>;

#[allow(clippy::unnecessary_wraps)] // what a collector returns
fn odd() -> Answer {
    let odd = Odd::new();
    odd.level.set(2.0);
    Ok(odd)
}

fn add(registry: &Registry, name: &str, collector: impl Collector) {
    registry.register_collector_instance(name, &[("of", name)], collector).unwrap();
}

/// Something to wait for, once.
fn signal() -> (impl Fn() + Send + Sync, impl Fn() + Send + Sync) {
    let (send, receive) = mpsc::channel();
    let receive = Mutex::new(receive);
    let wait = move || receive.lock().unwrap().recv_timeout(LONG).expect("a signal");
    (move || send.send(()).expect("who waits for it"), wait)
}

/// A function that hangs until what is returned is dropped.
fn hanging(registry: &Registry) -> mpsc::Sender<()> {
    let (release, blocked) = mpsc::channel::<()>();
    let blocked = Mutex::new(blocked);
    let asked = Arc::new(Asked::new());
    asked.value.read_from(move || {
        let _ = blocked.lock().unwrap().recv();
        1.0
    });
    registry.register(asked).unwrap();
    release
}

/// How often the function that hangs had no answer, after one scrape.
fn failures_of_a_scrape(registry: &'static Registry) -> Vec<(Failure, u64)> {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || done.send(registry.snapshot()));
    is_done.recv_timeout(Duration::from_secs(20)).expect("the scrape hangs");
    registry.callback_failures().into_iter().map(|(_, failure, count)| (failure, count)).collect()
}

/// A registry that is found by who looks for leaks.
fn kept() -> &'static Registry {
    static KEPT: Mutex<Vec<&'static Registry>> = Mutex::new(Vec::new());
    let registry: &'static Registry = Box::leak(Box::default());
    KEPT.lock().unwrap().push(registry);
    registry
}

#[test]
fn what_comes_late_is_thrown_away_while_the_scrape_waits_for_others() {
    let registry = Registry::new();
    let (comes, wait) = signal();
    let late = move || {
        thread::sleep(Duration::from_millis(100));
        comes();
        odd()
    };
    add(&registry, "late", late.within(Duration::from_millis(20)));
    add(&registry, "slow", move || {
        wait();
        // Until its answer is there.
        thread::sleep(Duration::from_millis(50));
        odd()
    });
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.value("level", &[("of", "slow")]), Some(2.0));
    assert_eq!(snapshot.value("level", &[("of", "late")]), None);
    assert_eq!(registry.collectors()[0].failures, [(Failure::Timeout, 1)].into());
}

#[test]
fn a_duration_is_that_of_the_collector_alone() {
    let registry = Registry::new();
    let (comes, wait) = signal();
    let fast = move || {
        comes();
        odd()
    };
    add(&registry, "fast", fast.within(LONG));
    add(&registry, "slow", move || {
        wait();
        thread::sleep(Duration::from_millis(500));
        odd()
    });
    assert_eq!(registry.snapshot().sum("level", &[]), 4.0);
    let took = registry.collectors().into_iter().map(|status| status.last_duration).collect::<Vec<_>>();
    assert!(took[1] >= Duration::from_millis(500), "{took:?}");
    assert!(took[0] + Duration::from_millis(100) < took[1], "{took:?}");
}

#[test]
fn a_collector_that_scrapes_is_not_held_up_by_a_callback() {
    static REGISTRY: OnceLock<&'static Registry> = OnceLock::new();
    let registry = *REGISTRY.get_or_init(kept);
    registry.set_callback_limit(Some(Duration::from_millis(20)));
    let release = hanging(registry);
    add(registry, "scrapes", || REGISTRY.get().map_or_else(odd, |registry| odd_after(registry)));
    // The scrape of the collector gives it up, and then it still runs.
    assert_eq!(failures_of_a_scrape(registry), [(Failure::Timeout, 1), (Failure::Busy, 1)]);
    drop(release);
}

fn odd_after(registry: &Registry) -> Answer {
    assert_eq!(registry.snapshot().value("value", &[]), None);
    odd()
}

#[test]
fn callbacks_below_have_the_limit_of_the_registry_that_is_scraped() {
    let (above, inner) = (kept(), kept());
    let release = hanging(inner);
    above.register_registry(&[], inner).unwrap();
    above.set_callback_limit(Some(Duration::from_millis(20)));
    assert_eq!(failures_of_a_scrape(above), [(Failure::Timeout, 1)]);
    assert_eq!(inner.callback_failures(), [], "it is counted where it was asked for");
    drop(release);
}

#[test]
fn a_collector_never_runs_twice_at_once() {
    static RUNNING: AtomicBool = AtomicBool::new(false);
    static RUNS: AtomicUsize = AtomicUsize::new(0);
    let (above, inner) = (Registry::new(), Arc::new(Registry::new()));
    inner
        .register_collector("odd", || {
            assert!(!RUNNING.swap(true, Ordering::Relaxed), "it runs already");
            RUNS.fetch_add(1, Ordering::Relaxed);
            thread::sleep(Duration::from_millis(20));
            RUNNING.store(false, Ordering::Relaxed);
            odd()
        })
        .unwrap();
    above.register_registry(&[], Arc::clone(&inner)).unwrap();
    thread::scope(|scope| {
        for registry in [&above, &*inner] {
            scope.spawn(|| (0..5).for_each(|_| drop(registry.snapshot())));
        }
    });
    let status = &inner.collectors()[0];
    assert_eq!((status.last_error.as_deref(), status.runs), (None, 10));
    assert_eq!(RUNS.load(Ordering::Relaxed), 10);
}

#[test]
fn a_collector_that_is_reached_by_two_ways_runs_once_in_a_scrape() {
    let (below, above, runs) = (kept(), Registry::new(), Arc::new(AtomicUsize::new(0)));
    let counted = Arc::clone(&runs);
    add(below, "counted", move || {
        counted.fetch_add(1, Ordering::Relaxed);
        odd()
    });
    for way in ["one", "other"] {
        above.register_registry(&[("way", way)], below).unwrap();
    }
    assert_eq!(above.snapshot().sum("level", &[]), 4.0);
    assert_eq!((runs.load(Ordering::Relaxed), above.collectors().len()), (1, 1));
}
