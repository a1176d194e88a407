//! Native histograms, recorded and read back.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::label::StatusClass;
use crate::registry::{Batch, Family, Sink};
use crate::{Format, Histogram, Metrics, NativeBucket, NativeSnapshot, Registry};

#[derive(Metrics)]
#[metrics(prefix = "n")]
struct Natives {
    /// Alone.
    #[metric(native)]
    wait: Histogram<StatusClass, Duration>,
    /// Beside classic buckets.
    #[metric(buckets = [0.0, 1.0, 4.0], native(schema = 1))]
    both: Histogram,
    /// Few buckets.
    #[metric(native(schema = 8, max_buckets = 10, zero_threshold = 0.001))]
    few: Histogram<bool>,
    /// Whole numbers.
    #[metric(native(growth = 2), unit = "bytes")]
    size: Histogram<(), u64>,
}

fn pairs(buckets: &[NativeBucket]) -> Vec<(i32, u64)> {
    buckets.iter().map(|bucket| (bucket.index, bucket.count)).collect()
}

fn count(snapshot: &NativeSnapshot) -> u64 {
    let buckets = snapshot.positive.iter().chain(&snapshot.negative);
    snapshot.zero_count + buckets.map(|bucket| bucket.count).sum::<u64>()
}

/// Fails if a native series disagrees with its classic cells, or with its limit.
struct Consistent(u64);

impl Sink for Consistent {
    fn family(&mut self, _family: &Family) {}

    fn batch(&mut self, batch: &Batch<'_>) {
        let spec = batch.schema().native.unwrap();
        for series in batch.series() {
            let native = series.native().unwrap();
            assert_eq!(series.cells()[1..].iter().sum::<u64>(), native.count());
            assert!(native.positive.len() + native.negative.len() <= spec.max_buckets);
            assert!(native.positive.is_sorted_by_key(|bucket| bucket.index));
            assert!(native.positive.iter().chain(native.negative).all(|bucket| bucket.count > 0));
            self.0 += native.count();
        }
    }
}

#[test]
fn durations_fall_into_their_buckets() {
    let natives = Natives::new();
    let wait = natives.wait.with(StatusClass::Success);
    for millis in [500, 500, 1000, 1001, 2000] {
        wait.observe(Duration::from_millis(millis));
    }
    wait.observe(Duration::ZERO);
    let snapshot = wait.snapshot();
    let native = snapshot.native.unwrap();
    // 0.5 s and 1 s and 2 s end a bucket each; 1.001 s begins the first one above a second.
    assert_eq!((native.schema, native.zero_count), (3, 1));
    assert_eq!(pairs(&native.positive), [(-8, 2), (0, 1), (1, 1), (8, 1)]);
    assert_eq!((snapshot.count, snapshot.sum), (6, 5.001));
    assert_eq!((snapshot.bounds, snapshot.buckets), ([].as_slice(), vec![6]));
    let other = natives.wait.with(StatusClass::ServerError).snapshot();
    assert_eq!(count(&other.native.unwrap()), 0, "a series has cells of its own");
}

#[test]
fn classic_buckets_count_the_same() {
    let natives = Natives::new();
    for value in [-2.0, 0.0, 0.5, 1.0, 3.0, 100.0, f64::INFINITY, f64::NEG_INFINITY, f64::NAN] {
        natives.both.observe(value);
    }
    let snapshot = natives.both.snapshot();
    assert_eq!((snapshot.count, snapshot.sum), (8, 102.5), "infinite values change no sum");
    assert_eq!(snapshot.buckets, [3, 2, 1, 2]);
    let native = snapshot.native.unwrap();
    assert_eq!(native.schema, -4, "infinity is far away");
    assert_eq!((native.zero_count, count(&native)), (1, 8));
    assert_eq!(pairs(&native.positive), [(0, 2), (1, 2), (65, 1)]);
    assert_eq!(pairs(&native.negative), [(1, 1), (65, 1)]);
}

#[test]
fn each_series_has_classic_buckets_of_its_own() {
    #[derive(Metrics)]
    struct Set {
        /// Items.
        #[metric(buckets = [1.0, 4.0], native(schema = 1))]
        items: Histogram<bool>,
    }
    let (registry, set) = (Registry::new(), Arc::new(Set::new()));
    registry.register(Arc::clone(&set)).unwrap();
    for value in [0.5, 2.0, 3.0] {
        set.items.with(true).observe(value);
    }
    set.items.with(false).observe(8.0);
    let snapshot = registry.snapshot();
    let read = |name: &str, labels: &[_]| snapshot.value(&format!("items_{name}"), labels);
    for (value, up_to, sum) in [("false", [0.0, 0.0, 1.0], 8.0), ("true", [1.0, 3.0, 3.0], 5.5)] {
        for (bound, count) in ["1.0", "4.0", "+Inf"].into_iter().zip(up_to) {
            assert_eq!(read("bucket", &[("value", value), ("le", bound)]), Some(count), "{value} {bound}");
        }
        assert_eq!(read("sum", &[("value", value)]), Some(sum));
    }
}

#[test]
fn the_resolution_is_halved_until_the_buckets_are_few() {
    let natives = Natives::new();
    let few = natives.few.with(true);
    let mut schemas = Vec::new();
    for step in 0..1000 {
        few.observe(0.002 * 1.01_f64.powi(step));
        let native = few.snapshot().native.unwrap();
        assert!(native.positive.len() <= 10);
        assert_eq!(count(&native), step as u64 + 1);
        schemas.push(native.schema);
    }
    assert_eq!((schemas[0], schemas[9]), (8, 8));
    assert!(schemas.is_sorted_by(|one, next| one >= next), "it never becomes finer");
    assert_eq!(schemas.last(), Some(&-1));
    few.observe(-0.001);
    assert_eq!(few.snapshot().native.unwrap().zero_count, 1);
}

#[test]
fn whole_numbers_are_counted_up_to_half_the_greatest() {
    let natives = Natives::new();
    for value in [0, 1, 2, 3, 4, 5, 1 << 40, u64::MAX] {
        natives.size.observe(value);
    }
    let native = natives.size.snapshot().native.unwrap();
    assert_eq!((native.schema, native.zero_count), (0, 1));
    assert_eq!(pairs(&native.positive), [(0, 1), (1, 1), (2, 2), (3, 1), (40, 1), (63, 1)]);
}

#[test]
fn a_label_out_of_range_is_counted_nowhere() {
    #[derive(Clone, Copy)]
    struct Liar;
    impl crate::LabelSet for Liar {
        const LABELS: &'static [crate::label::LabelSchema] =
            &[crate::label::LabelSchema::new("liar", <bool as crate::Label>::VALUES)];
        fn index(self) -> usize {
            77
        }
        fn from_index(_: usize) -> Option<Self> {
            None
        }
    }
    #[derive(Metrics)]
    struct Lies {
        /// Lies.
        #[metric(native)]
        lies: Histogram<Liar, Duration>,
    }
    let (registry, lies) = (Registry::new(), Arc::new(Lies::new()));
    registry.register(Arc::clone(&lies)).unwrap();
    lies.lies.with(Liar).observe(Duration::from_secs(1));
    let mut consistent = Consistent(0);
    registry.scrape(&mut consistent);
    assert_eq!(consistent.0, 0);
}

#[test]
fn threads_and_a_scraper_agree() {
    const EACH: u32 = 40_000;
    let (registry, natives) = (Registry::new(), Arc::new(Natives::new()));
    registry.register(Arc::clone(&natives)).unwrap();
    thread::scope(|scope| {
        let threads: Vec<_> = (1..=3)
            .map(|seed| {
                let natives = Arc::clone(&natives);
                scope.spawn(move || {
                    for n in 0..EACH {
                        let value = f64::from(n % 1000) * f64::from(seed) / 100.0;
                        natives.both.observe(value);
                        natives.few.with(n % 2 == 0).observe(value);
                        natives.wait.with(StatusClass::Success).observe(Duration::from_secs_f64(value));
                    }
                })
            })
            .collect();
        let mut last = 0;
        while threads.iter().any(|thread| !thread.is_finished()) {
            let mut consistent = Consistent(0);
            registry.scrape(&mut consistent);
            assert!(consistent.0 >= last);
            last = consistent.0;
        }
    });
    let mut consistent = Consistent(0);
    registry.scrape(&mut consistent);
    assert_eq!(consistent.0, 3 * 3 * u64::from(EACH));
    let sums = (1..=3).map(|seed| 40.0 * 499_500.0 * f64::from(seed) / 100.0).sum::<f64>();
    let error = (natives.both.snapshot().sum - sums).abs() / sums;
    assert!(error < 1e-9, "{error}");
}

#[test]
fn text_has_what_it_has_a_place_for() {
    let (registry, natives) = (Registry::new(), Arc::new(Natives::new()));
    registry.register(Arc::clone(&natives)).unwrap();
    natives.size.observe(3);
    natives.both.observe(2.0);
    let text = registry.to_text(Format::Text);
    let lines: Vec<_> =
        text.lines().filter(|line| line.contains("n_size") || line.contains("n_both")).collect();
    let wanted = [
        "# HELP n_both Beside classic buckets.",
        "# TYPE n_both histogram",
        "n_both_bucket{le=\"0.0\"} 0",
        "n_both_bucket{le=\"1.0\"} 0",
        "n_both_bucket{le=\"4.0\"} 1",
        "n_both_bucket{le=\"+Inf\"} 1",
        "n_both_sum 2",
        "n_both_count 1",
        "# HELP n_size_bytes Whole numbers.",
        "# TYPE n_size_bytes histogram",
        "n_size_bytes_bucket{le=\"+Inf\"} 1",
        "n_size_bytes_sum 3",
        "n_size_bytes_count 1",
    ];
    assert_eq!(lines, wanted);
    assert!(registry.to_text(Format::OpenMetrics).contains("n_both_sum 2\n"));
    natives.both.observe(-1.0);
    assert!(
        !registry.to_text(Format::OpenMetrics).contains("n_both_sum"),
        "a sum that can fall is no counter"
    );
}

#[test]
fn a_budget_counts_what_a_server_stores() {
    let series = Natives::SCHEMA.series();
    // Alone: three where a server knows no native histograms. Beside classic buckets: one more.
    assert_eq!(series, 6 * 3 + (3 + 3 + 1) + 2 * 3 + 3);
}
