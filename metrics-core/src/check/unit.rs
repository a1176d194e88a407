//! Units: base units only, so that every value of every service can be put on one axis.

use super::message::Message;
use super::text::{is_snake_case, last_word, same};
use crate::schema::{Kind, MetricSchema};

/// Judges `unit = "…"`.
///
/// # Panics
///
/// If the unit is not a base unit, if no name can end with it, or if it is not that of the metric's values.
#[track_caller]
pub const fn unit(unit: &str, metric: &MetricSchema) {
    base_unit(unit);
    assert!(
        !matches!(metric.kind, Kind::Info | Kind::StateSet),
        "an info metric or a state set has no unit: drop `unit`"
    );
    let carried = metric.number.unit();
    if !carried.is_empty() && !same(carried, unit) {
        Message::new()
            .text("the unit is said to be ")
            .code(unit)
            .text(", but the values are in ")
            .code(carried)
            .text(": a `Duration` brings its unit along, drop `unit`")
            .fail();
    }
}

#[track_caller]
const fn base_unit(unit: &str) {
    assert!(!unit.is_empty(), "the unit is empty: what has no unit needs no `unit`");
    let last = last_word(unit);
    if let Some(base) = either(base_unit_for(last), plural_of(last)) {
        Message::new()
            .code(unit)
            .text(" is not a base unit: record in ")
            .code(base)
            .text(if same(base, "ratio") { " (from 0 to 1)" } else { "" })
            .text(" and write `unit = \"")
            .text(base)
            .text("\"`; dashboards scale it to whatever reads best")
            .fail();
    }
    if !is_snake_case(unit) {
        Message::new()
            .code(unit)
            .text(" cannot end a metric's name: write the unit in lower case and in full, such as \"seconds\", \"bytes\" or \"ratio\"")
            .fail();
    }
    if is_reserved_word(last) {
        Message::new().code(unit).text(" is not a unit, but the ending of a sample's name: drop `unit`, or say what the values are in").fail();
    }
}

/// The base unit of which this is the singular, or a multiple of it; a name may end with `per_second`, a unit may not.
const fn plural_of(unit: &str) -> Option<&'static str> {
    if one_of(unit, &["second", "minute", "hour", "day", "week"]) {
        Some("seconds")
    } else if one_of(
        unit,
        &["byte", "bit", "kilobyte", "megabyte", "gigabyte", "kibibyte", "mebibyte", "gibibyte"],
    ) {
        Some("bytes")
    } else {
        None
    }
}

const fn either(one: Option<&'static str>, other: Option<&'static str>) -> Option<&'static str> {
    if one.is_some() { one } else { other }
}

/// Whether a name that ends with this word means something else to a server.
pub(super) const fn is_reserved_word(word: &str) -> bool {
    one_of(word, &["total", "bucket", "sum", "count", "created", "info"])
}

/// The base unit to use instead of this one, which is not one.
pub(super) const fn base_unit_for(unit: &str) -> Option<&'static str> {
    let mut at = 0;
    while at < NOT_BASE.len() {
        if one_of(unit, NOT_BASE[at].1) {
            return Some(NOT_BASE[at].0);
        }
        at += 1;
    }
    None
}

/// The base unit that ends this name, or the empty string.
pub(crate) const fn unit_at_end(name: &str) -> &'static str {
    let mut at = 0;
    while at < NOT_BASE.len() {
        if super::text::ends_with_word(name, NOT_BASE[at].0) {
            return NOT_BASE[at].0;
        }
        at += 1;
    }
    ""
}

/// Base units, each with what people write instead of it.
const NOT_BASE: &[(&str, &[&str])] = &[
    (
        "seconds",
        &[
            "ms",
            "us",
            "ns",
            "msec",
            "msecs",
            "usec",
            "usecs",
            "nsec",
            "nsecs",
            "millis",
            "micros",
            "nanos",
            "milliseconds",
            "microseconds",
            "nanoseconds",
            "millisecond",
            "microsecond",
            "nanosecond",
            "s",
            "sec",
            "secs",
            "mins",
            "minutes",
            "hrs",
            "hours",
            "days",
            "weeks",
        ],
    ),
    (
        "bytes",
        &[
            "kb",
            "mb",
            "gb",
            "tb",
            "kib",
            "mib",
            "gib",
            "tib",
            "kilobytes",
            "megabytes",
            "gigabytes",
            "terabytes",
            "kibibytes",
            "mebibytes",
            "gibibytes",
            "tebibytes",
            "bits",
            "kbits",
            "mbits",
        ],
    ),
    ("ratio", &["percent", "percents", "percentage", "pct", "permille"]),
    ("celsius", &["fahrenheit", "kelvin"]),
    (
        "meters",
        &[
            "metres",
            "km",
            "kilometers",
            "kilometres",
            "centimeters",
            "millimeters",
            "miles",
            "feet",
            "inches",
        ],
    ),
    ("grams", &["kg", "kilograms", "milligrams", "pounds", "ounces", "tons", "tonnes"]),
    ("volts", &["mv", "millivolts", "kilovolts"]),
    ("amperes", &["amps", "milliamps", "milliamperes"]),
    ("joules", &["kwh", "wh", "kilojoules", "calories", "watthours"]),
    ("hertz", &["hz", "khz", "mhz", "ghz", "kilohertz", "megahertz", "gigahertz"]),
];

const fn one_of(word: &str, words: &[&str]) -> bool {
    let mut at = 0;
    while at < words.len() {
        if same(word, words[at]) {
            return true;
        }
        at += 1;
    }
    false
}
