//! Timers: what each way to end one records, and where.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread::sleep;
use std::time::Duration;

use metrics_core::{Counter, Format, Histogram, HistogramSnapshot, Metrics, Registry, WithExemplars};

#[derive(Metrics)]
struct Timed {
    /// Time.
    wait: Histogram<(), Duration>,
    /// Time, by whether it went well.
    by_success: Histogram<bool, Duration>,
    /// Time, with exemplars.
    traced: WithExemplars<Histogram<(), Duration>>,
    /// The same by whether it went well.
    traced_by_success: WithExemplars<Histogram<bool, Duration>>,
    /// Bytes, with exemplars.
    #[metric(unit = "bytes")]
    sent: WithExemplars<Counter<(), u64>>,
}

const LONG: Duration = Duration::from_millis(3);

/// The number of observations; each took at least as long as [`LONG`].
fn count(snapshot: &HistogramSnapshot) -> u64 {
    assert!(snapshot.sum >= LONG.as_secs_f64() * snapshot.count as f64, "{snapshot:?}");
    snapshot.count
}

#[test]
fn a_timer_records_when_it_is_dropped() {
    let set = Timed::new();
    let timer = set.wait.start_timer();
    let other = set.by_success.with(true).start_timer();
    sleep(LONG);
    assert_eq!(set.wait.snapshot().count, 0);
    drop(timer);
    assert_eq!(count(&set.wait.snapshot()), 1);
    drop(other);
    assert_eq!(count(&set.by_success.with(true).snapshot()), 1);
    assert_eq!(set.by_success.with(false).snapshot().count, 0);
}

#[test]
fn a_timer_that_is_stopped_says_what_it_recorded() {
    let set = Timed::new();
    let timer = set.wait.start_timer();
    sleep(LONG);
    let elapsed = timer.stop();
    assert!(elapsed >= LONG);
    let snapshot = set.wait.snapshot();
    assert_eq!((snapshot.count, snapshot.sum), (1, elapsed.as_secs_f64()));
}

#[test]
fn the_labels_may_be_known_only_at_the_end() {
    let set = Timed::new();
    let timer = set.by_success.with(false).start_timer();
    sleep(LONG);
    let elapsed = timer.stop_with(set.by_success.with(true));
    assert!(elapsed >= LONG);
    assert_eq!(set.by_success.with(false).snapshot().count, 0);
    let snapshot = set.by_success.with(true).snapshot();
    assert_eq!((snapshot.count, snapshot.sum), (1, elapsed.as_secs_f64()));
}

#[test]
fn what_is_discarded_is_not_recorded() {
    let set = Timed::new();
    set.wait.start_timer().discard();
    set.traced.start_timer().discard();
    assert_eq!((set.wait.snapshot().count, set.traced.snapshot().count), (0, 0));
}

#[test]
fn a_function_is_timed_also_when_it_panics() {
    let set = Timed::new();
    let work = || {
        sleep(LONG);
        7
    };
    assert_eq!((set.wait.time(work), set.by_success.with(true).time(work)), (7, 7));
    assert_eq!((set.traced.time(work), set.traced_by_success.with(true).time(work)), (7, 7));
    let panics = || -> u8 {
        sleep(LONG);
        resume_unwind(Box::new(()))
    };
    assert!(catch_unwind(AssertUnwindSafe(|| set.wait.time(panics))).is_err());
    assert!(catch_unwind(AssertUnwindSafe(|| set.traced.time(panics))).is_err());
    assert_eq!((count(&set.wait.snapshot()), count(&set.traced.snapshot())), (2, 2));
    for with in [set.by_success.with(true).snapshot(), set.traced_by_success.with(true).snapshot()] {
        assert_eq!(count(&with), 1);
    }
}

#[test]
fn a_timer_with_exemplars_records_like_another() {
    let set = Timed::new();
    let timer = set.traced.start_timer();
    sleep(LONG);
    drop(timer);
    let timer = set.traced.start_timer();
    sleep(LONG);
    assert!(timer.stop() >= LONG);
    assert_eq!(count(&set.traced.snapshot()), 2);
    let timer = set.traced_by_success.with(false).start_timer();
    sleep(LONG);
    let elapsed = timer.stop_with(set.traced_by_success.with(true));
    assert!(elapsed >= LONG);
    assert_eq!(set.traced_by_success.with(false).snapshot().count, 0);
    let snapshot = set.traced_by_success.with(true).snapshot();
    assert_eq!((snapshot.count, snapshot.sum), (1, elapsed.as_secs_f64()));
}

#[test]
fn a_timer_may_end_with_an_exemplar() {
    static TIMED: Timed = Timed::new();
    let timer = TIMED.traced.start_timer();
    sleep(LONG);
    let elapsed = timer.stop_with_exemplar([("trace_id", "t")]);
    assert!(elapsed >= LONG);
    assert_eq!(count(&TIMED.traced.snapshot()), 1);
    TIMED.sent.inc_by(5);
    TIMED.sent.inc();
    assert_eq!(TIMED.sent.value(), 6);
    let registry = Registry::new();
    registry.register(&TIMED).unwrap();
    let text = registry.to_text(Format::OpenMetrics);
    let exemplar = format!(" # {{trace_id=\"t\"}} {} ", elapsed.as_secs_f64());
    assert_eq!(text.matches(" # ").count(), 1, "{text}");
    assert!(text.contains(&exemplar), "no {exemplar} in {text}");
}
