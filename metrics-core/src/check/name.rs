//! Names of metrics.

use super::message::Message;
use super::text::{ends_with_word, is_snake_case, last_word, same};
use super::unit::{base_unit_for, is_reserved_word, unit_at_end};
use crate::schema::{Kind, MetricSchema};

/// Judges the name of a metric, as the field or its attribute writes it.
///
/// # Panics
///
/// If the name is not `snake_case`, ends like a sample of another type, or says another unit than the metric has.
#[track_caller]
pub const fn metric_name(metric: &MetricSchema) {
    snake_case(metric.name.written, "a metric");
    endings(metric);
    units(metric);
}

/// Judges `prefix = "…"`.
///
/// # Panics
///
/// If the prefix is not `snake_case`.
#[track_caller]
pub const fn prefix(prefix: &str) {
    snake_case(prefix, "a prefix");
}

/// Whether a full name can be that of a metric; for names that are known only at run time.
pub(crate) fn is_metric_name(name: &str) -> bool {
    is_snake_case(name) && name != "up" && !name.starts_with("scrape_")
}

#[track_caller]
const fn snake_case(name: &str, what: &str) {
    if !is_snake_case(name) {
        Message::not_snake_case(name, what);
    }
}

/// Refuses the endings that belong to samples of counters, histograms and info metrics.
#[track_caller]
const fn endings(metric: &MetricSchema) {
    let base = metric.name.base;
    if is_reserved_word(base) {
        Message::new()
            .code(base)
            .text(" alone is what the names of samples end with: say what is counted, such as `orders`")
            .fail();
    }
    if ends_with_word(base, "total") {
        Message::new()
            .code(metric.name.written)
            .text(" ends with `_total`, which is reserved for counters: ")
            .text("make it a `Counter`, or drop the suffix")
            .fail();
    }
    let drop_it = "drop it, or choose another ending";
    refuse_ending(metric, "bucket", "samples of a histogram", drop_it);
    refuse_ending(metric, "sum", "samples of a histogram", drop_it);
    refuse_ending(metric, "count", "samples of a histogram", drop_it);
    refuse_ending(metric, "created", "the time at which a metric was created", drop_it);
    refuse_ending(metric, "info", "info metrics", "make it an `Info`, or choose another ending");
}

#[track_caller]
const fn refuse_ending(metric: &MetricSchema, word: &str, whose: &str, instead: &str) {
    if ends_with_word(metric.name.base, word) {
        Message::new()
            .code(metric.name.written)
            .text(" ends with `_")
            .text(word)
            .text("`, which is reserved for ")
            .text(whose)
            .text(": ")
            .text(instead)
            .fail();
    }
}

/// Refuses units that are not base units, and a unit in the name that is not the metric's.
#[track_caller]
const fn units(metric: &MetricSchema) {
    let (base, unit) = (metric.name.base, metric.name.unit);
    if let Some(better) = base_unit_for(last_word(base)) {
        Message::new()
            .code(metric.name.written)
            .text(" is in ")
            .code(last_word(base))
            .text(", which is not a base unit: record in ")
            .code(better)
            .text(how_to_record(better, metric.kind))
            .text(" and name it so")
            .fail();
    }
    let named = unit_at_end(base);
    if !named.is_empty() && !unit.is_empty() && !same(named, unit) {
        Message::new()
            .code(metric.name.written)
            .text(" says ")
            .code(named)
            .text(", but the metric is in ")
            .code(unit)
            .text(": drop the unit from the name, the right one is appended")
            .fail();
    }
    if !named.is_empty() && matches!(metric.kind, Kind::Info | Kind::StateSet) {
        Message::new()
            .text("an info metric or a state set has no unit, but the name of this one ends with ")
            .code(named)
            .text(": choose another name")
            .fail();
    }
}

const fn how_to_record(unit: &str, kind: Kind) -> &'static str {
    match kind {
        Kind::Counter | Kind::Histogram if same(unit, "seconds") => {
            " (as a `Duration`, which adds the suffix)"
        }
        _ if same(unit, "ratio") => " (from 0 to 1)",
        _ => "",
    }
}
