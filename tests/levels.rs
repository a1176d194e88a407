//! What goes up and down: gauges, up-down counters and state sets, read where they are recorded and where they are
//! scraped.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use metrics_core::label::Values;
use metrics_core::{Counter, Format, Gauge, Histogram, Label, Metrics, Registry, StateSet, UpDownCounter};

#[derive(Clone, Copy, Debug, PartialEq, Label)]
enum Door {
    Open,
    Shut,
}

#[derive(Metrics)]
struct Levels {
    /// A level.
    level: Gauge,
    /// A level with doors.
    by_door: Gauge<Door>,
    /// What may be owed.
    balance: Gauge<(), i64>,
    /// What is there.
    stock: Gauge<(), u64>,
    /// Where nothing was set, nothing is shown.
    #[metric(touched_only)]
    seen: Gauge<Door>,
    /// When.
    last_run: Gauge,
    /// What is going on.
    running: UpDownCounter,
    /// By door.
    #[metric(touched_only)]
    inside: UpDownCounter<Door>,
    /// The door.
    door: StateSet<Door>,
    /// A label that says what it wants.
    odd: StateSet<Odd>,
}

/// Says an index that there is not.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Odd(usize);

impl Label for Odd {
    const NAME: &'static str = "odd";
    const VALUES: Values = Values::Fixed(&["a", "b"]);

    fn index(self) -> usize {
        self.0
    }

    fn from_index(index: usize) -> Option<Self> {
        (index < 2).then_some(Self(index))
    }
}

fn levels() -> (Registry, Arc<Levels>) {
    let (registry, levels) = (Registry::new(), Arc::new(Levels::new()));
    registry.register(Arc::clone(&levels)).unwrap();
    (registry, levels)
}

#[test]
fn a_gauge_is_set_and_changed() {
    let (registry, levels) = levels();
    levels.level.set(2.5);
    levels.level.add(1.0);
    levels.level.sub(4.0);
    assert_eq!(levels.level.value(), -0.5);
    levels.by_door.with(Door::Shut).set(3.0);
    levels.by_door.with(Door::Shut).sub(1.0);
    assert_eq!(
        (levels.by_door.with(Door::Open).value(), levels.by_door.with(Door::Shut).value()),
        (0.0, 2.0)
    );
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.value("level", &[]), Some(-0.5));
    assert_eq!(snapshot.value("by_door", &[("door", "shut")]), Some(2.0));
}

#[test]
fn integers_are_exact_and_wrap_around() {
    let (registry, levels) = levels();
    levels.balance.set(5);
    levels.balance.sub(7);
    assert_eq!(levels.balance.value(), -2);
    levels.balance.add(-1);
    assert_eq!(levels.balance.value(), -3);
    levels.stock.set(5);
    levels.stock.sub(3);
    levels.stock.add(1);
    assert_eq!(levels.stock.value(), 3);
    let text = registry.to_text(Format::Text);
    assert!(text.contains("\nbalance -3\n") && text.contains("\nstock 3\n"), "{text}");
    levels.stock.sub(4);
    assert_eq!(levels.stock.value(), u64::MAX);
    levels.balance.set(i64::MIN);
    levels.balance.sub(i64::MIN);
    assert_eq!(levels.balance.value(), 0);
}

#[test]
fn what_was_set_to_zero_was_touched() {
    let (registry, levels) = levels();
    assert!(!registry.to_text(Format::Text).contains("seen{"));
    levels.seen.with(Door::Open).set(0.0);
    let text = registry.to_text(Format::Text);
    assert!(text.contains("\nseen{door=\"open\"} 0\n") && !text.contains("seen{door=\"shut\"}"), "{text}");
    levels.seen.with(Door::Shut).add(0.0);
    assert!(registry.to_text(Format::Text).contains("\nseen{door=\"shut\"} 0\n"));
}

#[test]
fn the_current_time_is_in_seconds_since_1970() {
    let (_registry, levels) = levels();
    let seconds = || SystemTime::UNIX_EPOCH.elapsed().unwrap().as_secs_f64();
    let before = seconds();
    levels.last_run.set_to_current_time();
    assert!(before <= levels.last_run.value() && levels.last_run.value() <= seconds());
    levels.by_door.with(Door::Open).set_to_current_time();
    assert!(levels.by_door.with(Door::Open).value() >= before);
}

#[test]
fn ups_and_downs_are_counted() {
    let (registry, levels) = levels();
    levels.running.inc_by(7);
    levels.running.inc();
    levels.running.dec();
    levels.running.dec_by(3);
    assert_eq!(levels.running.value(), 4);
    levels.running.dec_by(6);
    assert_eq!(levels.running.value(), -2);
    levels.inside.with(Door::Shut).inc_by(5);
    levels.inside.with(Door::Shut).dec_by(2);
    assert_eq!(levels.inside.with(Door::Shut).value(), 3);
    assert_eq!(levels.inside.with(Door::Open).value(), 0);
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.value("running", &[]), Some(-2.0));
    assert_eq!(snapshot.value("inside", &[("door", "shut")]), Some(3.0));
    assert_eq!(snapshot.value("inside", &[("door", "open")]), None, "it was not touched");
    drop(levels.inside.with(Door::Open).track());
    let snapshot = registry.snapshot();
    assert_eq!(snapshot.value("inside", &[("door", "open")]), Some(0.0), "it was, and is back at zero");
    let (registry, levels) = self::levels();
    levels.inside.with(Door::Open).inc();
    assert_eq!(registry.snapshot().value("inside", &[("door", "shut")]), None);
}

#[test]
fn what_is_tracked_counts_until_it_ends() {
    let levels = Levels::new();
    let outer = levels.running.track();
    let inner = levels.inside.with(Door::Open).track();
    assert_eq!((levels.running.value(), levels.inside.with(Door::Open).value()), (1, 1));
    drop(outer);
    assert_eq!((levels.running.value(), levels.inside.with(Door::Open).value()), (0, 1));
    drop(inner);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let _running = levels.running.track();
        assert_eq!(levels.running.value(), 1);
        std::panic::resume_unwind(Box::new(()));
    }));
    assert!(panicked.is_err());
    assert_eq!((levels.running.value(), levels.inside.with(Door::Open).value()), (0, 0));
}

#[test]
fn one_of_its_states_is_the_current_one() {
    let (registry, levels) = levels();
    let read = |state| registry.snapshot().value("door", &[("door", state)]);
    assert_eq!((levels.door.value(), read("open"), read("shut")), (Some(Door::Open), Some(1.0), Some(0.0)));
    levels.door.set(Door::Shut);
    assert_eq!((levels.door.value(), read("open"), read("shut")), (Some(Door::Shut), Some(0.0), Some(1.0)));
    levels.odd.set(Odd(1));
    levels.odd.set(Odd(2));
    assert_eq!(levels.odd.value(), Some(Odd(1)), "an index that there is not changes nothing");
}

#[test]
fn what_is_out_of_range_is_recorded_nowhere() {
    #[derive(Metrics)]
    struct Set {
        /// Things.
        things: Counter<Odd>,
        /// Up and down.
        up_down: UpDownCounter<Odd>,
        /// A level.
        level: Gauge<Odd>,
        /// A duration, to be out of range in.
        wait: Histogram<Odd, Duration>,
    }
    let set = Set::new();
    set.things.with(Odd(2)).inc_by(5);
    assert_eq!(set.things.with(Odd(2)).value(), 0);
    set.up_down.with(Odd(2)).inc_by(5);
    assert_eq!(set.up_down.with(Odd(2)).value(), 0);
    set.level.with(Odd(2)).set(5.0);
    set.level.with(Odd(2)).add(5.0);
    set.wait.with(Odd(2)).observe(Duration::from_secs(5));
    for index in 0..2 {
        let (up_down, level, wait) =
            (set.up_down.with(Odd(index)), set.level.with(Odd(index)), set.wait.with(Odd(index)));
        assert_eq!((up_down.value(), level.value(), wait.snapshot().count), (0, 0.0, 0));
        assert_eq!(set.things.with(Odd(index)).value(), 0);
    }
    assert_eq!(set.level.with(Odd(2)).value(), 0.0);
}
