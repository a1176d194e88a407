//! The budget: how many series a metric, and a set, may have.

use super::message::Message;
use crate::cells::MOST_CELLS;
use crate::schema::{Kind, MetricSchema, SetSchema};

/// The series that a metric may have if it does not say otherwise.
pub const DEFAULT_MAX_SERIES: usize = 10_000;

/// Judges the number of series of one metric.
///
/// # Panics
///
/// If there are more than `max`; the message spells the product out.
#[track_caller]
pub const fn series(metric: &MetricSchema, max: usize) {
    let advice = ": drop a label or some of its values, or raise the budget with `#[metric(max_series = …)]`";
    let series = metric.series();
    if series > max {
        product(metric, max).text(advice).fail();
    }
    // Most metrics are far from where this matters, and have fewer cells than series.
    if series > MOST_CELLS / 2 || metric.native.is_some() {
        cells(metric);
    }
}

#[track_caller]
const fn cells(metric: &MetricSchema) {
    assert!(
        metric.stored_cells() <= MOST_CELLS / 2,
        "whatever the budget, a metric has at most 2^27 cells: drop a label or some of its values"
    );
}

/// Judges the number of series of each metric of a tracked function.
///
/// # Panics
///
/// If one has more than `max`, or than any metric may have.
#[track_caller]
pub const fn function_series(set: &SetSchema, max: usize) {
    let mut at = 0;
    while at < set.members.len() {
        if let crate::schema::MemberSchema::Metric(metric) = &set.members[at] {
            if metric.series() > max {
                let message = product_after(Message::new().text("this function has "), metric, max);
                message
                    .text(": drop a label or some of its values, or raise the budget with `max_series = …`")
                    .fail();
            }
            cells(metric);
        }
        at += 1;
    }
}

/// What a metric's series are the product of.
const fn product(metric: &MetricSchema, max: usize) -> Message {
    product_after(Message::new(), metric, max)
}

const fn product_after(message: Message, metric: &MetricSchema, max: usize) -> Message {
    let mut message = message.text("too many series: ");
    let alone = metric.labels.is_empty() && metric.max_rows.is_none();
    let mut at = 0;
    if let Some(rows) = metric.max_rows {
        message = message.text("rows ").number(rows);
        at = metric.labels.len();
    }
    while at < metric.labels.len() {
        let label = &metric.labels[at];
        let by = if at == 0 { "" } else { " x " };
        message = message.text(by).text(label.name).text(" ").number(label.values.len());
        at += 1;
    }
    let each = match metric.kind {
        Kind::Histogram => "buckets, sum and count ",
        Kind::Summary => "quantiles, sum and count ",
        _ => "",
    };
    if !each.is_empty() {
        let by = if alone { "" } else { " x " };
        message = message.text(by).text(each).number(metric.samples());
    }
    let equals = if alone && metric.samples() == 1 { "" } else { " = " };
    message
        .text(equals)
        .number(metric.series())
        .text(if metric.series() == usize::MAX { " or more series, budget " } else { " series, budget " })
        .number(max)
}

/// Judges the number of series of a set, the sets in it included.
///
/// # Panics
///
/// If there are more than `max`; the message names the metric with the most.
#[track_caller]
pub const fn set_series(set: &SetSchema, max: usize) {
    if set.series() <= max {
        return;
    }
    let message = Message::new()
        .text("too many series: ")
        .code(set.type_name)
        .text(" has ")
        .number(set.series())
        .text(", budget ")
        .number(max);
    match greatest(set) {
        Some(metric) => message
            .text("; the most, ")
            .number(metric.series())
            .text(", are those of ")
            .code(metric.name.written)
            .text(": drop a label or some of its values, or raise `max_series`")
            .fail(),
        None => message.fail(),
    }
}

/// The metric with the most series.
const fn greatest(set: &SetSchema) -> Option<&MetricSchema> {
    let mut greatest: Option<&MetricSchema> = None;
    let mut at = 0;
    while at < set.members.len() {
        let found = match &set.members[at] {
            crate::schema::MemberSchema::Metric(metric) => Some(metric),
            crate::schema::MemberSchema::Set { schema, .. } => self::greatest(schema),
        };
        greatest = match (greatest, found) {
            (Some(one), Some(other)) if one.series() >= other.series() => Some(one),
            (one, None) => one,
            (_, other) => other,
        };
        at += 1;
    }
    greatest
}
