//! Summaries, from an observation to the wire.

use std::sync::Arc;
use std::time::Duration;

use crate::label::StatusClass;
use crate::{Format, Metrics, Registry, Summary};

#[derive(Metrics)]
#[metrics(prefix = "s")]
struct Set {
    /// Size.
    #[metric(unit = "bytes")]
    size: Summary<StatusClass>,
    /// Time.
    #[metric(touched_only)]
    wait: Summary<(), Duration>,
    /// Items.
    items: Summary<(), u64>,
}

fn set() -> (Registry, Arc<Set>) {
    let (registry, set) = (Registry::new(), Arc::new(Set::new()));
    registry.register(Arc::clone(&set)).unwrap();
    (registry, set)
}

#[test]
fn counts_and_sums_up() {
    let (registry, set) = set();
    set.size.with(StatusClass::Success).observe(2.5);
    set.size.with(StatusClass::Success).observe(1.5);
    set.items.observe((1 << 53) + 1);
    let text = registry.to_text(Format::Text);
    assert!(text.contains("# TYPE s_size_bytes summary\n"));
    assert!(text.contains("\ns_size_bytes_sum{status=\"2xx\"} 4\ns_size_bytes_count{status=\"2xx\"} 2\n"));
    assert!(text.contains("\ns_size_bytes_sum{status=\"4xx\"} 0\ns_size_bytes_count{status=\"4xx\"} 0\n"));
    assert!(text.contains("\ns_items_sum 9007199254740993\ns_items_count 1\n"));
    assert!(!text.contains("s_wait"));
    set.wait.observe(Duration::from_millis(1500));
    assert_eq!(set.wait.time(|| 7), 7);
    assert_eq!(set.wait.snapshot().count, 2);
    assert!(registry.to_text(Format::OpenMetrics).contains("\ns_wait_seconds_count 2\n"));
    assert_eq!(registry.snapshot().value("s_size_bytes_sum", &[("status", "2xx")]), Some(4.0));
}

#[test]
fn odd_values_are_as_documented() {
    let (_registry, set) = set();
    let series = set.size.with(StatusClass::Success);
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -3.0, 0.0, -0.0] {
        series.observe(value);
    }
    let read = series.snapshot();
    assert_eq!((read.count, read.sum), (5, 0.0));
    assert!(read.quantiles.is_empty());
}

#[cfg(feature = "quantiles")]
mod quantiles {
    use super::{Arc, Duration, Format, Metrics, Registry, Summary};

    #[derive(Metrics)]
    #[metrics(prefix = "q")]
    struct Set {
        /// Time.
        #[metric(quantiles = [0, 0.5, 0.99, 1], window = "1h")]
        wait: Summary<bool, Duration>,
    }

    #[test]
    fn are_series_of_their_own() {
        let (registry, set) = (Registry::new(), Arc::new(Set::new()));
        registry.register(Arc::clone(&set)).unwrap();
        (1..=1000).for_each(|n| set.wait.with(true).observe(Duration::from_millis(n)));
        let snapshot = registry.snapshot();
        for (quantile, exact) in [("0.0", 0.001), ("0.5", 0.5), ("0.99", 0.99), ("1.0", 1.0)] {
            let read =
                snapshot.value("q_wait_seconds", &[("value", "true"), ("quantile", quantile)]).unwrap();
            assert!((read - exact).abs() <= exact * 0.011, "{quantile}: {read}");
        }
        let text = registry.to_text(Format::OpenMetrics);
        assert!(text.contains("\nq_wait_seconds{value=\"false\",quantile=\"0.99\"} NaN\n"));
        assert!(text.contains("\nq_wait_seconds_count{value=\"true\"} 1000\n"));
    }

    #[test]
    fn threads_that_race_are_all_counted() {
        let set = Set::new();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| (0..5000).for_each(|_| set.wait.with(true).observe(Duration::from_secs(2))));
            }
        });
        let read = set.wait.with(true).snapshot();
        assert_eq!(read.count, 40_000);
        assert_eq!(read.sum, 80_000.0);
        assert!(read.quantiles.iter().all(|(_, value)| (value - 2.0).abs() <= 0.02));
    }
}
