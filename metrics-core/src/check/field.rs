//! Whether a field says what its type needs, and nothing that its type has no use for.

use super::message::Message;
use super::text::same;
use super::{labels, series};
use crate::schema::{FieldSpec, Kind, MetricSchema};

/// Judges the type of a metric: its labels, how many series they make, and whether the field says what it needs.
///
/// # Panics
///
/// If [`labels`], [`series`] or [`field`] does.
#[track_caller]
pub const fn metric_type(metric: &MetricSchema, spec: &FieldSpec, max_series: usize) {
    labels(metric);
    field(spec, metric);
    series(metric, max_series);
}

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
    assert!(
        metric.row_labels == 0 || !spec.rows.is_empty(),
        "the values of this metric's labels are given with each row, but not the names: write them down, \
         `#[metric(rows(database, table), max_rows = 500)]`"
    );
    assert!(
        metric.row_labels == 0 || spec.max_rows.is_some(),
        "the number of rows is only known when they are there, and needs a limit: \
         `#[metric(rows(…), max_rows = 500)]`; rows beyond it are left out and counted"
    );
    let is_histogram = matches!(metric.kind, Kind::Histogram);
    assert!(
        !matches!(metric.kind, Kind::Info) || !spec.info.is_empty() || metric.max_rows.is_some(),
        "an `Info` is its labels: name them, `#[metric(info(version = env!(\"CARGO_PKG_VERSION\")))]`"
    );
    assert!(
        !is_histogram || spec.buckets.is_some() || spec.native.is_some() || same(metric.name.unit, "seconds"),
        "this histogram needs `#[metric(buckets = …)]`: the default ones are for latencies in seconds, and it is not in \
         seconds"
    );
}

/// Judges `rows(…)`: the labels of a metric whose rows bring their values along.
///
/// # Panics
///
/// If the metric has no rows, or rows with another number of labels.
#[track_caller]
pub const fn rows(metric: &MetricSchema) {
    assert!(metric.max_rows.is_some(), "{}", NO_ROWS);
    let (named, given) = (metric.labels.len(), metric.row_labels);
    if named != given {
        Message::new()
            .text("`rows(…)` names ")
            .number(named)
            .text(if named == 1 { " label" } else { " labels" })
            .text(", but each row of this type gives a value for ")
            .number(given)
            .text(": name as many as the type says, as in `rows(database, table)` for `GaugeRows<2>`")
            .fail();
    }
}

/// Judges `max_rows = …`.
///
/// # Panics
///
/// If the metric has no rows, or is to have none.
#[track_caller]
pub const fn max_rows(max: usize, metric: &MetricSchema) {
    assert!(metric.max_rows.is_some(), "{}", NO_ROWS);
    assert!(
        max > 0,
        "`max_rows = 0` leaves no room for a row: drop the metric, or write how many there can be"
    );
}

const NO_ROWS: &str = "only metrics of rows have labels and limits of their own, as `GaugeRows<1>` has: on other metrics, \
                       labels are a type, `Gauge<Labels>`";

/// Judges `info(…)`.
///
/// # Panics
///
/// If the metric is another one than an `Info`.
#[track_caller]
pub const fn info(metric: &MetricSchema) {
    assert!(
        matches!(metric.kind, Kind::Info) && metric.max_rows.is_none(),
        "only an `Info` has the labels that `info(…)` lists: on other metrics, labels are a type, `Counter<Labels>`"
    );
}
