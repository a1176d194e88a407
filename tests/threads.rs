//! Threads that really race: nothing is lost, nothing falls, nothing grows. `ci/races` runs them at full length.

mod child;
mod scale;

use std::cell::RefCell;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Barrier, mpsc};
use std::thread;
use std::time::Duration;

use metrics_core::{Counter, Histogram, Label, MAX_SLABS, Metrics, Registry, UpDownCounter};
use scale::scale;

#[derive(Clone, Copy, Label)]
enum Kind {
    Even,
    Odd,
}

impl Kind {
    const fn of(number: u64) -> Self {
        if number % 2 == 0 { Self::Even } else { Self::Odd }
    }
}

#[derive(Metrics)]
struct Work {
    /// Work done.
    done: Counter<Kind>,
    /// Amount of work.
    amount: Counter<(), f64>,
    /// Work under way.
    under_way: UpDownCounter,
    /// Time that work took.
    #[metric(buckets = [0.001, 0.002, 0.004])]
    took: Histogram<(), Duration>,
    /// Size of the work.
    #[metric(unit = "items", buckets = linear(1.0, 1.0, 8))]
    size: Histogram<Kind>,
}

/// The resident memory of this process, in pages.
fn resident_pages() -> i64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse().unwrap()
}

#[test]
fn short_lived_threads_lose_nothing_and_leave_nothing() {
    static WORK: Work = Work::new();
    // In a process of its own, so that the memory of other tests does not count.
    if !child::is_child() {
        child::succeeds("short_lived_threads_lose_nothing_and_leave_nothing");
        return;
    }
    let threads = scale(10_000, 100_000);
    let run = |from: u64, to: u64| {
        for number in from..to {
            let body = move || {
                WORK.done.with(Kind::of(number)).inc();
                WORK.took.observe(Duration::from_micros(1500));
            };
            // Two at a time: one may begin while the other ends.
            let other = thread::spawn(body);
            thread::spawn(|| WORK.amount.inc_by(0.5)).join().unwrap();
            other.join().unwrap();
        }
    };
    run(0, 500);
    let before = resident_pages();
    run(500, threads);
    let grown = resident_pages() - before;
    let even = [Kind::Even, Kind::Odd].map(|kind| WORK.done.with(kind).value());
    assert_eq!((even, WORK.amount.value()), ([threads / 2; 2], threads as f64 * 0.5));
    assert_eq!(WORK.took.snapshot().buckets, [0, threads, 0, 0]);
    // A leak of one chunk for each thread would be a page for each. A sanitizer keeps what was freed.
    assert!(
        grown < 250 || std::env::var_os("SANITIZED").is_some(),
        "{grown} pages more after {threads} threads"
    );
}

#[test]
fn counts_are_there_when_a_scope_returns() {
    static WORK: Work = Work::new();
    for round in 1..=scale(2_000, 20_000) {
        // The destructors of thread-locals may run only after the scope has returned.
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| WORK.done.with(Kind::Even).inc());
            }
        });
        assert_eq!(WORK.done.with(Kind::Even).value(), round * 2);
    }
}

static LATE: Work = Work::new();

struct CountsWhenDropped;

impl Drop for CountsWhenDropped {
    fn drop(&mut self) {
        LATE.done.with(Kind::Odd).inc();
        LATE.took.observe(Duration::from_micros(500));
    }
}

thread_local! {
    static BEFORE: RefCell<Option<CountsWhenDropped>> = const { RefCell::new(None) };
    static AFTER: RefCell<Option<CountsWhenDropped>> = const { RefCell::new(None) };
}

#[test]
fn adds_in_destructors_of_thread_locals_count() {
    for _ in 0..100 {
        let body = || {
            // One is destroyed before our own locals are, the other after: whatever the order, both count.
            BEFORE.with(|slot| slot.replace(Some(CountsWhenDropped)));
            LATE.done.with(Kind::Even).inc();
            AFTER.with(|slot| slot.replace(Some(CountsWhenDropped)));
        };
        thread::spawn(body).join().unwrap();
    }
    assert_eq!((LATE.done.with(Kind::Even).value(), LATE.done.with(Kind::Odd).value()), (100, 200));
    assert_eq!(LATE.took.snapshot().count, 200);
}

#[test]
fn scrapes_never_fall_and_the_last_is_exact() {
    const THREADS: usize = 8;
    let adds = scale(100_000, 5_000_000);
    let (registry, work) = (Registry::new(), Arc::new(Work::new()));
    registry.register(Arc::clone(&work)).unwrap();
    let (over, seen) = (AtomicBool::new(false), AtomicU64::new(0));
    let rounds = thread::scope(|scope| {
        let scrapers: Vec<_> = (0..2).map(|_| scope.spawn(|| watch(&registry, &over, &seen))).collect();
        let writers = [(); THREADS].map(|()| {
            scope.spawn(|| {
                let mut rounds = 0;
                // Again, where scrapes are so slow that fewer would see no race.
                while rounds == 0 || (seen.load(Relaxed) < 20 && rounds < 100) {
                    record(&work, adds);
                    rounds += 1;
                }
                rounds
            })
        });
        let rounds = writers.map(|writer| writer.join().unwrap()).iter().sum::<u64>();
        over.store(true, Relaxed);
        join_all(scrapers);
        rounds
    });
    assert!(seen.load(Relaxed) >= 20, "too few scrapes to see a race");
    let (snapshot, total) = (registry.snapshot(), rounds * adds);
    assert_eq!(snapshot.sum("done_total", &[]), total as f64);
    assert_eq!(work.amount.value(), total as f64 * 0.5);
    assert_eq!(work.under_way.value(), 0);
    assert_eq!(work.took.snapshot().count, total);
    let sizes: f64 = (0..adds).map(|number| (number % 9) as f64).sum();
    assert_eq!(snapshot.sum("size_items_sum", &[]), sizes * rounds as f64);
}

fn record(work: &Work, adds: u64) {
    for number in 0..adds {
        let _under_way = work.under_way.track();
        work.done.with(Kind::of(number)).inc();
        work.amount.inc_by(0.5);
        work.took.observe(Duration::from_micros(number % 5000));
        work.size.with(Kind::of(number)).observe((number % 9) as f64);
    }
}

fn join_all(threads: Vec<thread::ScopedJoinHandle<'_, ()>>) {
    for thread in threads {
        thread.join().unwrap();
    }
}

/// Scrapes until it is over; each scrape must be possible after the one before, and consistent in itself.
fn watch(registry: &Registry, over: &AtomicBool, seen: &AtomicU64) {
    let mut last = registry.snapshot();
    while !over.load(Relaxed) {
        let now = registry.snapshot();
        for (name, labels, value) in now.since(&last).iter() {
            assert!(value >= 0.0 || name == "under_way", "{name} {labels:?} fell by {value}");
        }
        assert!(now.value("under_way", &[]).unwrap() >= 0.0);
        assert_eq!(now.value("took_seconds_count", &[]), now.value("took_seconds_bucket", &[("le", "+Inf")]));
        let bounds = ["1.0", "2.0", "3.0", "8.0", "+Inf"];
        let cumulative = bounds.map(|le| now.sum("size_items_bucket", &[("le", le)]));
        assert!(cumulative.is_sorted(), "{cumulative:?}");
        last = now;
        seen.fetch_add(1, Relaxed);
    }
}

#[test]
fn what_goes_up_here_may_go_down_there() {
    static WORK: Work = Work::new();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(16);
        let sending =
            scope.spawn(move || (0..100_000).for_each(|_| sender.send(WORK.under_way.track()).unwrap()));
        let watching = scope.spawn(|| {
            while !over.load(Relaxed) {
                let under_way = WORK.under_way.value();
                assert!((0..=100_000).contains(&under_way), "{under_way} under way");
            }
        });
        receiver.into_iter().for_each(drop);
        sending.join().unwrap();
        over.store(true, Relaxed);
        watching.join().unwrap();
    });
    assert_eq!(WORK.under_way.value(), 0);
}

#[test]
fn more_threads_than_slabs_share_one() {
    static WORK: Work = Work::new();
    let threads = MAX_SLABS + 60;
    let all_here = Arc::new(Barrier::new(threads));
    let spawn = |_| {
        let all_here = Arc::clone(&all_here);
        let body = move || {
            WORK.done.with(Kind::Even).inc();
            all_here.wait();
            record(&WORK, 100);
            all_here.wait();
        };
        thread::Builder::new().stack_size(64 * 1024).spawn(body).unwrap()
    };
    let handles: Vec<_> = (0..threads).map(spawn).collect();
    for handle in handles {
        handle.join().unwrap();
    }
    let threads = threads as u64;
    assert_eq!(WORK.done.with(Kind::Even).value(), threads * 51);
    assert_eq!(WORK.amount.value(), threads as f64 * 50.0);
    assert_eq!(WORK.took.snapshot().count, threads * 100);
    assert_eq!(WORK.under_way.value(), 0);
}

#[test]
fn a_new_set_begins_at_zero_in_cells_that_another_one_had() {
    let (registry, over) = (Registry::new(), AtomicBool::new(false));
    thread::scope(|scope| {
        let (registry, over) = (&registry, &over);
        let scraping = scope.spawn(|| {
            while !over.load(Relaxed) {
                let _ = registry.snapshot();
            }
        });
        let churn = |name: &str| (0..scale(100, 3_000)).for_each(|_| live_and_die(registry, name));
        let churning: Vec<_> = ["a", "b", "c"].map(|name| scope.spawn(move || churn(name))).into();
        join_all(churning);
        over.store(true, Relaxed);
        scraping.join().unwrap();
    });
}

fn live_and_die(registry: &Registry, name: &str) {
    let work = Arc::new(Work::new());
    registry.register_instance(&[("of", name)], Arc::clone(&work)).unwrap();
    record(&work, 7);
    let seen = (work.done.with(Kind::Even).value(), work.took.snapshot().count, work.under_way.value());
    assert_eq!(seen, (4, 7, 0));
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.value("amount_total", &[("of", name)]), Some(3.5));
    assert_eq!(snapshot.sum("done_total", &[("of", name)]), 7.0);
    assert!(registry.unregister(&*work));
}
