//! Values of any kind against an exact oracle: what was recorded, added up in 128 bits, is what an exposition says; and
//! label values of any kind against the parsers of others.

// The bounds are whole where they are cast.
#![allow(clippy::cast_possible_truncation)]

use std::sync::Arc;
use std::time::Duration;

use metrics_core::{Counter, Format, Gauge, Histogram, Metrics, Registry};
use proptest::prelude::*;

const BOUNDS: [f64; 5] = [0.000_000_001, 0.3, 1.0, 2.5, 1e9];

#[derive(Metrics)]
struct Values {
    /// Whole numbers.
    whole: Counter,
    /// Time.
    time: Counter<(), Duration>,
    /// Durations.
    #[metric(buckets = BOUNDS)]
    took: Histogram<(), Duration>,
    /// Sizes.
    #[metric(unit = "bytes", buckets = BOUNDS)]
    sizes: Histogram<(), u64>,
    /// Floats.
    #[metric(unit = "celsius", buckets = BOUNDS)]
    floats: Histogram,
    /// A level.
    level: Gauge,
}

fn values() -> (Registry, Arc<Values>) {
    let (registry, values) = (Registry::new(), Arc::new(Values::new()));
    registry.register(Arc::clone(&values)).unwrap();
    (registry, values)
}

/// The text of a sample's value.
fn sample(registry: &Registry, name: &str) -> String {
    let text = registry.to_text(Format::OpenMetrics);
    let line = text.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')));
    line.and_then(|line| line.split(' ').nth(1)).expect(name).to_owned()
}

/// Seconds as an exposition writes them, in nanoseconds, without a detour by floats.
fn nanoseconds(seconds: &str) -> u128 {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    format!("{whole}{part:0<9}").parse().unwrap()
}

/// What a duration adds to a sum, and where it lies among the bounds.
fn counted(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// Anything, with the odd ones more often than they would come by chance.
fn durations() -> impl Strategy<Value = Duration> {
    prop_oneof![
        any::<u64>().prop_map(Duration::from_nanos),
        any::<(u64, u32)>().prop_map(|(secs, nanos)| Duration::new(secs, nanos % 1_000_000_000)),
        (0..5_000_000_000_u64).prop_map(Duration::from_nanos),
        Just(Duration::MAX),
        Just(Duration::ZERO),
        Just(Duration::from_nanos(u64::MAX)),
        proptest::sample::select(BOUNDS.to_vec()).prop_map(Duration::from_secs_f64),
    ]
}

fn floats() -> impl Strategy<Value = f64> {
    let odd = [0.0, -0.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 5e-324, -5e-324, f64::MAX, f64::MIN];
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits),
        proptest::sample::select(odd.to_vec()),
        -10.0..10.0_f64
    ]
}

/// The bucket of a value, by looking at one bound after the other.
fn bucket(is_at_most: impl Fn(f64) -> bool) -> usize {
    BOUNDS.iter().position(|&bound| is_at_most(bound)).unwrap_or(BOUNDS.len())
}

/// How often each bucket was hit.
fn tally(buckets: impl Iterator<Item = usize>) -> Vec<u64> {
    let mut tally = vec![0; BOUNDS.len() + 1];
    buckets.for_each(|bucket| tally[bucket] += 1);
    tally
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn integers_are_exact_modulo_2_to_the_64(amounts in prop::collection::vec(any::<u64>(), 0..20)) {
        let (registry, values) = values();
        for &amount in &amounts {
            values.whole.inc_by(amount);
        }
        let sum = amounts.iter().map(|&amount| u128::from(amount)).sum::<u128>() % (1 << 64);
        prop_assert_eq!(u128::from(values.whole.value()), sum);
        prop_assert_eq!(sample(&registry, "whole_total"), sum.to_string());
    }

    #[test]
    fn time_is_exact_modulo_2_to_the_64_nanoseconds(times in prop::collection::vec(durations(), 0..20)) {
        let (registry, values) = values();
        for &time in &times {
            values.time.inc_by(time);
            values.took.observe(time);
        }
        let sum = times.iter().map(|&time| u128::from(counted(time))).sum::<u128>() % (1 << 64);
        prop_assert_eq!(values.time.value().as_nanos(), sum);
        prop_assert_eq!(nanoseconds(&sample(&registry, "time_seconds_total")), sum);
        prop_assert_eq!(nanoseconds(&sample(&registry, "took_seconds_sum")), sum);
        // A bound in whole nanoseconds: these are.
        let nanos = BOUNDS.map(|bound| (bound * 1e9).round() as u64);
        let at = |time| nanos.iter().position(|&bound| counted(time) <= bound).unwrap_or(BOUNDS.len());
        prop_assert_eq!(values.took.snapshot().buckets, tally(times.iter().map(|&time| at(time))));
    }

    #[test]
    fn whole_numbers_are_in_their_buckets(sizes in prop::collection::vec(any::<u64>(), 0..20)) {
        let (registry, values) = values();
        for &size in &sizes {
            values.sizes.observe(size);
        }
        let sum = sizes.iter().map(|&size| u128::from(size)).sum::<u128>() % (1 << 64);
        prop_assert_eq!(sample(&registry, "sizes_bytes_sum"), sum.to_string());
        let at = |size: u64| bucket(|bound| u128::from(size) <= bound as u128);
        prop_assert_eq!(values.sizes.snapshot().buckets, tally(sizes.iter().map(|&size| at(size))));
    }

    #[test]
    fn floats_are_in_their_buckets(observed in prop::collection::vec(floats(), 0..20)) {
        let (_registry, values) = values();
        for &value in &observed {
            values.floats.observe(value);
        }
        let snapshot = values.floats.snapshot();
        let numbers = observed.iter().copied().filter(|value| !value.is_nan());
        prop_assert_eq!(snapshot.buckets, tally(numbers.map(|value| bucket(|bound| value <= bound))));
        // Of one thread, floats are added in order: the oracle is exact, too.
        let summed = observed.iter().copied().filter(|value| value.is_finite() && *value > 0.0);
        prop_assert_eq!(snapshot.sum.to_bits(), summed.sum::<f64>().to_bits() & !(1 << 63));
    }

    #[test]
    fn a_gauge_says_what_it_was_set_to(value in floats()) {
        let (registry, values) = values();
        values.level.set(value);
        let said: f64 = sample(&registry, "level").parse().unwrap();
        prop_assert!(said.to_bits() == value.to_bits() || said.is_nan() && value.is_nan());
    }
}
