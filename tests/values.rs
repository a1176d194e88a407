//! Odd values: what is documented for them is what happens.

use std::sync::Arc;
use std::time::Duration;

use metrics_core::label::{Label, Values};
use metrics_core::{Counter, Format, Gauge, Histogram, Metrics, Registry};

#[derive(Metrics)]
struct Odd {
    /// Integers.
    integers: Counter,
    /// Floats.
    floats: Counter<(), f64>,
    /// Time.
    time: Counter<(), Duration>,
    /// A level.
    level: Gauge,
    /// A length.
    length: Gauge<(), u64>,
    /// Sizes.
    #[metric(unit = "bytes", buckets = [1.0, 2.0, 4.0])]
    sizes: Histogram,
    /// Changes.
    #[metric(unit = "celsius", buckets = [-1.0, 1.0])]
    changes: Histogram,
    /// Whole numbers.
    #[metric(unit = "items", buckets = [1.0, 10.0])]
    stock: Histogram<(), u64>,
    /// Waiting.
    #[metric(buckets = [0.3, 1.0])]
    wait: Histogram<(), Duration>,
    /// Wrong.
    wrong: Counter<Wrong>,
    /// Wrong in another way.
    wrong_amounts: Counter<Wrong, f64>,
    /// Wrong, too.
    #[metric(buckets = [1.0], unit = "bytes")]
    wrong_sizes: Histogram<(bool, Wrong)>,
}

/// Safe code can say what it wants; this says indices that do not exist.
#[derive(Clone, Copy)]
struct Wrong(usize);

impl Label for Wrong {
    const NAME: &'static str = "wrong";
    const VALUES: Values = Values::Fixed(&["a", "b"]);

    fn index(self) -> usize {
        self.0
    }

    fn from_index(index: usize) -> Option<Self> {
        Some(Self(index))
    }
}

fn odd() -> (Registry, Arc<Odd>) {
    let (registry, odd) = (Registry::new(), Arc::new(Odd::new()));
    registry.register(Arc::clone(&odd)).unwrap();
    (registry, odd)
}

#[test]
fn integer_counters_wrap_and_are_exact() {
    let (registry, odd) = odd();
    odd.integers.inc_by((1 << 53) + 1);
    assert!(registry.to_text(Format::Text).contains("\nintegers_total 9007199254740993\n"));
    odd.integers.inc_by(u64::MAX - (1 << 53) - 1);
    assert_eq!(odd.integers.value(), u64::MAX);
    odd.integers.inc_by(7);
    assert_eq!(odd.integers.value(), 6);
}

#[test]
fn float_counters_ignore_what_would_make_them_fall() {
    let (_registry, odd) = odd();
    for amount in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, -0.0, 0.0] {
        odd.floats.inc_by(amount);
    }
    assert_eq!(odd.floats.value().to_bits(), 0.0_f64.to_bits());
    odd.floats.inc();
    odd.floats.inc_by(5e-324);
    odd.floats.inc_by(2.5);
    assert_eq!(odd.floats.value(), 3.5);
}

#[test]
fn time_is_counted_in_nanoseconds_and_written_in_seconds() {
    let (registry, odd) = odd();
    odd.time.inc_by(Duration::from_nanos(1_500_000_001));
    odd.time.inc_by(Duration::from_secs(1));
    assert!(registry.to_text(Format::Text).contains("\ntime_seconds_total 2.500000001\n"));
    odd.time.inc_by(Duration::MAX);
    assert_eq!(odd.time.value(), Duration::from_millis(2_500), "2^64 - 1 ns more, modulo 2^64");
}

#[test]
fn gauges_hold_anything() {
    let (registry, odd) = odd();
    for (value, text) in
        [(f64::NAN, "NaN"), (f64::INFINITY, "+Inf"), (f64::NEG_INFINITY, "-Inf"), (-1.5, "-1.5")]
    {
        odd.level.set(value);
        assert!(registry.to_text(Format::Text).contains(&format!("\nlevel {text}\n")));
    }
    odd.level.set(1.0);
    odd.level.sub(3.5);
    assert_eq!(odd.level.value(), -2.5);
    odd.length.set(u64::MAX - 1);
    odd.length.add(3);
    odd.length.sub(2);
    assert!(registry.to_text(Format::Text).contains("\nlength 18446744073709551615\n"));
}

#[test]
fn histograms_keep_their_promises_for_odd_floats() {
    let (_registry, odd) = odd();
    odd.sizes.observe(f64::NAN);
    assert_eq!(odd.sizes.snapshot().count, 0);
    let above_one = 1.0_f64.next_up();
    for value in [-5.0, -0.0, 0.0, 1.0, above_one, 4.0, 1e300, f64::INFINITY, f64::NEG_INFINITY] {
        odd.sizes.observe(value);
    }
    let snapshot = odd.sizes.snapshot();
    assert_eq!(snapshot.buckets, [5, 1, 1, 2]);
    assert_eq!(snapshot.sum, 1.0 + above_one + 4.0 + 1e300);
    for value in [-5.0, -1.0, 0.5, f64::NEG_INFINITY, f64::NAN] {
        odd.changes.observe(value);
    }
    assert_eq!((odd.changes.snapshot().buckets, odd.changes.snapshot().sum), (vec![3, 1, 0], -5.5));
}

#[test]
fn histograms_of_whole_numbers_and_of_durations_sum_exactly() {
    let (registry, odd) = odd();
    for value in [0, 1, 2, 10, 11, u64::MAX - 23] {
        odd.stock.observe(value);
    }
    assert_eq!(odd.stock.snapshot().buckets, [2, 2, 2]);
    assert!(registry.to_text(Format::Text).contains("\nstock_items_sum 0\n"), "the sum wraps at 2^64");
    let (bound, nanosecond) = (Duration::from_millis(300), Duration::from_nanos(1));
    for value in [Duration::ZERO, bound.saturating_sub(nanosecond), bound, bound + nanosecond] {
        odd.wait.observe(value);
    }
    assert_eq!(odd.wait.snapshot().buckets, [3, 1, 0]);
    assert_eq!([0.1, 0.3, 0.5, 1.0].map(|bound| odd.wait.snapshot().at_most(bound)), [0, 3, 3, 4]);
    assert!(registry.to_text(Format::Text).contains("\nwait_seconds_sum 0.9\n"));
    odd.wait.observe(Duration::MAX);
    assert_eq!(odd.wait.snapshot().buckets, [3, 1, 1]);
    assert!(registry.to_text(Format::Text).contains("\nwait_seconds_sum 0.899999999\n"));
}

#[test]
fn an_index_out_of_range_is_counted_nowhere() {
    let (registry, odd) = odd();
    let before = registry.to_text(Format::Text);
    for index in [2, 3, 1000, usize::MAX / 2, usize::MAX] {
        odd.wrong.with(Wrong(index)).inc_by(5);
        odd.wrong_amounts.with(Wrong(index)).inc_by(5.5);
        odd.wrong_sizes.with((true, Wrong(index))).observe(1.0);
        odd.wrong_sizes.with((false, Wrong(index))).observe(1.0);
    }
    assert_eq!(registry.to_text(Format::Text), before);
    assert_eq!((odd.wrong.with(Wrong(2)).value(), odd.wrong_amounts.with(Wrong(2)).value()), (0, 0.0));
    assert_eq!(odd.wrong_sizes.with((true, Wrong(2))).snapshot().count, 0);
    odd.wrong.with(Wrong(1)).inc();
    assert_eq!(odd.wrong.with(Wrong(1)).value(), 1);
}
