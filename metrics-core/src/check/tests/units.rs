//! Every word that is a unit, or means one.

use super::super::unit;
use super::super::unit::unit_at_end;
use super::{kept, metric, name_said, said};
use crate::schema::{Kind, Number};

const BASE_UNITS: [&str; 10] =
    ["seconds", "bytes", "ratio", "celsius", "meters", "grams", "volts", "amperes", "joules", "hertz"];

/// Each base unit, and what is written in its place.
const INSTEAD: &[(&str, &[&str])] = &[
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

/// What is a unit only by itself: a name may well end with `per_second`.
const SINGULAR: &[(&str, &[&str])] = &[
    ("seconds", &["second", "minute", "hour", "day", "week"]),
    ("bytes", &["byte", "bit", "kilobyte", "megabyte", "gigabyte", "kibibyte", "mebibyte", "gibibyte"]),
];

fn unit_said(written: &'static str) -> String {
    said(move || unit(written, &metric("x", "", Kind::Gauge, Number::F64)))
}

fn pairs(table: &[(&'static str, &'static [&'static str])]) -> Vec<(&'static str, &'static str)> {
    table.iter().flat_map(|(base, words)| words.iter().map(|word| (*base, *word))).collect()
}

#[test]
fn a_base_unit_is_one_wherever_it_stands() {
    for base in BASE_UNITS {
        assert_eq!(unit_said(base), "");
        let name = kept(format!("level_{base}")).as_str();
        assert_eq!((unit_at_end(base), unit_at_end(name)), (base, base));
        assert_eq!(name_said(name, Kind::Gauge), "");
    }
    assert_eq!((unit_at_end("level"), unit_at_end("seconds_ago")), ("", ""));
}

#[test]
fn what_is_no_base_unit_leads_to_one() {
    for (base, word) in pairs(INSTEAD) {
        let from_0_to_1 = if base == "ratio" { " (from 0 to 1)" } else { "" };
        assert_eq!(
            unit_said(word),
            format!(
                "`{word}` is not a base unit: record in `{base}`{from_0_to_1} and write `unit = \"{base}\"`; dashboards \
                 scale it to whatever reads best"
            )
        );
        let name = kept(format!("level_{word}")).as_str();
        assert_eq!(
            name_said(name, Kind::Gauge),
            format!(
                "`{name}` is in `{word}`, which is not a base unit: record in `{base}`{from_0_to_1} and name it so"
            )
        );
    }
}

#[test]
fn a_singular_is_no_unit_but_may_end_a_name() {
    for (base, word) in pairs(SINGULAR) {
        assert!(unit_said(word).starts_with(&format!("`{word}` is not a base unit: record in `{base}` and")));
        assert_eq!(name_said(kept(format!("events_per_{word}")), Kind::Gauge), "");
    }
}

#[test]
fn time_is_recorded_as_time() {
    let advice = " (as a `Duration`, which adds the suffix)";
    for (name, kind, wanted) in [
        ("wait_ms", Kind::Histogram, true),
        ("wait_ms_total", Kind::Counter, true),
        ("wait_ms", Kind::Gauge, false),
        ("sent_kb", Kind::Histogram, false),
    ] {
        assert_eq!(name_said(name, kind).contains(advice), wanted, "{name}");
    }
}

#[test]
fn the_ending_of_a_sample_is_no_unit() {
    for word in ["total", "bucket", "sum", "count", "created", "info"] {
        assert!(unit_said(word).contains("is not a unit, but the ending of a sample's name"), "{word}");
    }
    assert!(unit_said("row_count").contains("but the ending"));
}

#[test]
fn what_has_no_values_has_no_unit() {
    for kind in [Kind::Info, Kind::StateSet] {
        let message = said(move || unit("bytes", &metric("x", "", kind, Number::U64)));
        assert_eq!(message, "an info metric or a state set has no unit: drop `unit`");
        let message = name_said("level_bytes", kind);
        assert!(
            message.ends_with("the name of this one ends with `bytes`: choose another name"),
            "{message}"
        );
    }
    assert_eq!(said(|| unit("seconds", &metric("x", "", Kind::Histogram, Number::Nanoseconds))), "");
}
