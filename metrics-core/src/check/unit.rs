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
    is_base_unit(unit);
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
const fn is_base_unit(unit: &str) {
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

// Words are compared as patterns of bytes, which the compiler makes a tree of: comparing each name with each of some
// eighty words took most of the time of compiling a large set.

/// The base unit of which this is the singular, or a multiple of it; a name may end with `per_second`, a unit may not.
const fn plural_of(unit: &[u8]) -> Option<&'static str> {
    match unit {
        b"second" | b"minute" | b"hour" | b"day" | b"week" => Some("seconds"),
        b"byte" | b"bit" | b"kilobyte" | b"megabyte" | b"gigabyte" | b"kibibyte" | b"mebibyte"
        | b"gibibyte" => Some("bytes"),
        _ => None,
    }
}

const fn either(one: Option<&'static str>, other: Option<&'static str>) -> Option<&'static str> {
    if one.is_some() { one } else { other }
}

/// Whether a name that ends with this word means something else to a server.
const fn is_reserved_word(word: &[u8]) -> bool {
    matches!(word, b"total" | b"bucket" | b"sum" | b"count" | b"created" | b"info")
}

/// The base unit to use instead of this one, which is not one.
pub(super) const fn base_unit_for(unit: &[u8]) -> Option<&'static str> {
    let base = match unit {
        b"ms" | b"us" | b"ns" | b"msec" | b"msecs" | b"usec" | b"usecs" | b"nsec" | b"nsecs" | b"millis"
        | b"micros" | b"nanos" | b"milliseconds" | b"microseconds" | b"nanoseconds" | b"millisecond"
        | b"microsecond" | b"nanosecond" | b"s" | b"sec" | b"secs" | b"mins" | b"minutes" | b"hrs"
        | b"hours" | b"days" | b"weeks" => "seconds",
        b"kb" | b"mb" | b"gb" | b"tb" | b"kib" | b"mib" | b"gib" | b"tib" | b"kilobytes" | b"megabytes"
        | b"gigabytes" | b"terabytes" | b"kibibytes" | b"mebibytes" | b"gibibytes" | b"tebibytes"
        | b"bits" | b"kbits" | b"mbits" => "bytes",
        b"percent" | b"percents" | b"percentage" | b"pct" | b"permille" => "ratio",
        b"fahrenheit" | b"kelvin" => "celsius",
        b"metres" | b"km" | b"kilometers" | b"kilometres" | b"centimeters" | b"millimeters" | b"miles"
        | b"feet" | b"inches" => "meters",
        b"kg" | b"kilograms" | b"milligrams" | b"pounds" | b"ounces" | b"tons" | b"tonnes" => "grams",
        b"mv" | b"millivolts" | b"kilovolts" => "volts",
        b"amps" | b"milliamps" | b"milliamperes" => "amperes",
        b"kwh" | b"wh" | b"kilojoules" | b"calories" | b"watthours" => "joules",
        b"hz" | b"khz" | b"mhz" | b"ghz" | b"kilohertz" | b"megahertz" | b"gigahertz" => "hertz",
        _ => return None,
    };
    Some(base)
}

/// The base unit that ends this name, or the empty string.
pub(crate) const fn unit_at_end(name: &str) -> &'static str {
    match base_unit(last_word(name)) {
        Some(unit) => unit,
        None => "",
    }
}

/// The base unit that this word is.
pub(super) const fn base_unit(word: &[u8]) -> Option<&'static str> {
    let unit = match word {
        b"seconds" => "seconds",
        b"bytes" => "bytes",
        b"ratio" => "ratio",
        b"celsius" => "celsius",
        b"meters" => "meters",
        b"grams" => "grams",
        b"volts" => "volts",
        b"amperes" => "amperes",
        b"joules" => "joules",
        b"hertz" => "hertz",
        _ => return None,
    };
    Some(unit)
}
