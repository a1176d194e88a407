//! Exponential buckets.

use super::message::Message;
use crate::histogram::base;
use crate::schema::{Kind, MetricSchema, NativeSpec};

/// Judges `native`.
///
/// # Panics
///
/// If the metric is not a histogram, or its rows bring classic buckets along.
#[track_caller]
pub const fn native(metric: &MetricSchema) {
    assert!(
        metric.max_rows.is_none() || !matches!(metric.kind, Kind::Histogram),
        "the rows of a collector bring their buckets along, which are classic ones: drop `native`"
    );
    assert!(
        metric.native.is_some(),
        "only a histogram has exponential buckets: drop `native`, or make this a `Histogram`"
    );
}

/// Judges `native(schema = …)`.
///
/// # Panics
///
/// If there is no such schema: a Prometheus that is sent one stops.
#[track_caller]
pub const fn native_schema(schema: i32) {
    assert!(
        NativeSpec::COARSEST <= schema && schema <= NativeSpec::FINEST,
        "a schema is from -4 (each bound 65536 times the one before it) to 8 (each 0.27 % above): 3 is usual, with 9 %"
    );
}

/// Judges `native(growth = …)`.
///
/// # Panics
///
/// If no schema has buckets that grow so little.
#[track_caller]
pub const fn native_growth(growth: f64) {
    assert!(
        growth >= base(NativeSpec::FINEST),
        "exponential buckets grow by a factor of at least 1.0028: 1.1 is usual"
    );
}

/// Judges `native(max_buckets = …)`.
///
/// # Panics
///
/// If none are left, or more than a server would take.
#[track_caller]
pub const fn native_max_buckets(max: usize) {
    const MOST: usize = 10_000;
    assert!(
        max > 0,
        "a native histogram exposes at least one bucket: 160 is usual, more are merged in pairs"
    );
    if max > MOST {
        let message = Message::new().text("a native histogram exposes at most ").number(MOST);
        message.text(" buckets, each time it is scraped: 160 is usual").fail();
    }
}

/// Judges `native(zero_threshold = …)`.
///
/// # Panics
///
/// If it is no distance from zero.
#[track_caller]
pub const fn native_zero_threshold(threshold: f64) {
    assert!(
        threshold >= 0.0 && threshold < f64::INFINITY,
        "what is not farther from zero than the threshold counts as zero: a number of at least 0, in the unit of the metric"
    );
}
