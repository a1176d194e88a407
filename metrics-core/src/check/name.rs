//! Names of metrics.

use super::message::Message;
use super::text::{is_snake_case, last_word, same, starts_with};
use super::unit::{base_unit, base_unit_for};
use crate::schema::{Kind, MetricSchema};

/// Judges the name of a metric, as the field or its attribute writes it.
///
/// # Panics
///
/// If the name is not `snake_case`, ends like a sample of another type, or says another unit than the metric has.
#[track_caller]
pub const fn metric_name(metric: &MetricSchema) {
    snake_case(metric.name.written, "a metric");
    let last = last_word(metric.name.base);
    endings(metric, last);
    units(metric, last);
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

/// Judges `prefix = "…"`, or else `name = "…"`, of a tracked function: with it, the names of its families begin.
///
/// # Panics
///
/// If it is not `snake_case`, or makes names that belong to the server.
#[track_caller]
pub const fn function_prefix(prefix: &str) {
    snake_case(prefix, "a prefix");
    let begins_name = Message::new().text(prefix).text("_");
    if is_of_server(begins_name.as_str()) {
        begins_name.of_server();
    }
}

/// Whether a full name can be that of a metric; for names that are known only at run time.
pub(crate) fn is_metric_name(name: &str) -> bool {
    is_snake_case(name) && !is_of_server(name)
}

/// Whether a server gives this name, or such names, to series of its own.
pub(super) const fn is_of_server(name: &str) -> bool {
    same(name, "up") || starts_with(name, "scrape_")
}

#[track_caller]
const fn snake_case(name: &str, what: &str) {
    if !is_snake_case(name) {
        Message::not_snake_case(name, what);
    }
}

/// Refuses the endings that belong to samples of counters, histograms and info metrics.
#[track_caller]
const fn endings(metric: &MetricSchema, last: &[u8]) {
    let drop_it = "drop it, or choose another ending";
    let (whose, instead) = match last {
        b"total" => ("counters", "make it a `Counter`, or drop the suffix"),
        b"bucket" | b"sum" | b"count" => ("samples of a histogram", drop_it),
        b"created" => ("the time at which a metric was created", drop_it),
        b"info" => ("info metrics", "make it an `Info`, or choose another ending"),
        _ => return,
    };
    if last.len() == metric.name.base.len() {
        Message::new()
            .code(metric.name.base)
            .text(" alone is what the names of samples end with: say what is counted, such as `orders`")
            .fail();
    }
    Message::new()
        .code(metric.name.written)
        .text(" ends with `_")
        .bytes(last)
        .text("`, which is reserved for ")
        .text(whose)
        .text(": ")
        .text(instead)
        .fail();
}

/// Refuses units that are not base units, and a unit in the name that is not the metric's.
#[track_caller]
const fn units(metric: &MetricSchema, last: &[u8]) {
    let unit = metric.name.unit;
    if let Some(better) = base_unit_for(last) {
        Message::new()
            .code(metric.name.written)
            .text(" is in ")
            .text("`")
            .bytes(last)
            .text("`, which is not a base unit: record in ")
            .code(better)
            .text(how_to_record(better, metric.kind))
            .text(" and name it so")
            .fail();
    }
    let Some(named) = base_unit(last) else { return };
    if !unit.is_empty() && !same(named, unit) {
        Message::new()
            .code(metric.name.written)
            .text(" says ")
            .code(named)
            .text(", but the metric is in ")
            .code(unit)
            .text(": drop the unit from the name, the right one is appended")
            .fail();
    }
    if matches!(metric.kind, Kind::Info | Kind::StateSet) {
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
