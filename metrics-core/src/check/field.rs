//! Whether a field says what its type needs, and nothing that its type has no use for.

use super::text::same;
use crate::schema::{FieldSpec, Kind, MetricSchema};

/// Judges a field by the type of its metric.
///
/// # Panics
///
/// If a key is missing that the type needs.
#[track_caller]
pub const fn field(spec: &FieldSpec, metric: &MetricSchema) {
    assert!(
        !spec.touched_only || !matches!(metric.kind, Kind::Info | Kind::StateSet),
        "`touched_only` leaves out series that were never touched, and those of an info metric or a state set always are: \
         drop it"
    );
    let is_histogram = matches!(metric.kind, Kind::Histogram);
    assert!(
        !matches!(metric.kind, Kind::Info) || !spec.info.is_empty(),
        "an `Info` is its labels: name them, `#[metric(info(version = env!(\"CARGO_PKG_VERSION\")))]`"
    );
    assert!(
        !is_histogram || spec.buckets.is_some() || spec.native.is_some() || same(metric.name.unit, "seconds"),
        "this histogram needs `#[metric(buckets = …)]`: the default ones are for latencies in seconds, and it is not in \
         seconds"
    );
}

/// Judges `info(…)`.
///
/// # Panics
///
/// If the metric is another one than an `Info`.
#[track_caller]
pub const fn info(metric: &MetricSchema) {
    assert!(
        matches!(metric.kind, Kind::Info),
        "only an `Info` has the labels that `info(…)` lists: on other metrics, labels are a type, `Counter<Labels>`"
    );
}
