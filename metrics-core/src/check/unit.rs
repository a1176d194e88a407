//! Units: base units only, so that every value of every service can be put on one axis.

use super::message::Message;
use super::text::{is_snake_case, same};

/// Judges `unit = "…"`.
///
/// # Panics
///
/// If the unit is not a base unit, or no name can end with it.
#[track_caller]
pub const fn unit(unit: &str) {
    if let Some(base) = base_unit_for(unit) {
        Message::new()
            .code(unit)
            .text(" is not a base unit: record in ")
            .code(base)
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
    if is_reserved_word(unit) {
        Message::new().code(unit).text(" is not a unit, but the ending of a sample's name").fail();
    }
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
