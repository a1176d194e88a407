//! Collectors that take their time: each is charged with its own only, and it never runs twice at once.

use std::error::Error;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::Duration;

use metrics_core::{Collector, Failure, Gauge, Metrics, Registry};

#[derive(Metrics)]
struct Odd {
    /// Without labels.
    level: Gauge,
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
