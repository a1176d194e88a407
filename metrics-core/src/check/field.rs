//! Whether what a field says fits its type.

use super::message::Message;
use super::text::same;
use crate::schema::{FieldSpec, Kind, MetricSchema};

/// Judges a field's attribute against the type of its metric.
///
/// # Panics
///
/// If a key makes no sense for the type, or one that it needs is missing.
#[track_caller]
pub const fn field(spec: &FieldSpec, metric: &MetricSchema) {
    let carried = metric.number.unit();
    if !carried.is_empty() && !spec.unit.is_empty() && !same(carried, spec.unit) {
        Message::new()
            .text("the unit is said to be ")
            .code(spec.unit)
            .text(", but the values are in ")
            .code(carried)
            .text(": a `Duration` brings its unit along, drop `unit`")
            .fail();
    }
    let is_histogram = matches!(metric.kind, Kind::Histogram);
    let is_info = matches!(metric.kind, Kind::Info);
    assert!(
        is_histogram || spec.buckets.is_none(),
        "only a histogram has buckets: drop `buckets`, or make this a `Histogram`"
    );
    assert!(
        is_info || spec.info.is_empty(),
        "only an `Info` has the labels that `info(…)` lists: on other metrics, labels are a type, `Counter<Labels>`"
    );
    assert!(
        !is_info || !spec.info.is_empty(),
        "an `Info` is its labels: name them, `#[metric(info(version = env!(\"CARGO_PKG_VERSION\")))]`"
    );
    assert!(
        !is_histogram || spec.buckets.is_some() || same(metric.name.unit, "seconds"),
        "this histogram needs `buckets = …`: the default ones are for latencies in seconds, and it is not in seconds"
    );
}
