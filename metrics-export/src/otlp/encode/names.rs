//! Names, units and types, as OpenTelemetry spells them.

use std::borrow::Cow;

use metrics_core::Family;
use metrics_core::schema::Kind;

/// The name of a metric: the one that a scraper sees, or that without the suffixes that say type and unit.
///
/// A Prometheus server that receives OTLP makes the same name of either.
pub(super) fn metric(family: &Family, bare: bool) -> String {
    let name = family.name();
    if bare {
        let unit = family.schema().name.unit();
        let stem = name.strip_suffix(unit).and_then(|stem| stem.strip_suffix('_'));
        return stem.filter(|stem| !stem.is_empty() && !unit.is_empty()).unwrap_or(name).to_owned();
    }
    match family.schema().kind {
        Kind::Counter => format!("{name}_total"),
        Kind::Info => format!("{name}_info"),
        _ => name.to_owned(),
    }
}

/// The unit in UCUM, as OpenTelemetry's conventions for units have it. Nothing stays nothing: `1` would be a ratio to
/// some receivers.
pub(super) fn unit(unit: &'static str) -> Cow<'static, str> {
    if let Some((above, below)) = unit.split_once("_per_") {
        return Cow::Owned(format!("{}/{}", simple(above), simple(below.strip_suffix('s').unwrap_or(below))));
    }
    Cow::Borrowed(simple(unit))
}

fn simple(unit: &str) -> &str {
    match unit {
        "seconds" | "second" => "s",
        "minutes" | "minute" => "min",
        "hours" | "hour" => "h",
        "days" | "day" => "d",
        "bytes" | "byte" => "By",
        "bits" | "bit" => "bit",
        "ratio" => "1",
        "percent" => "%",
        "meters" | "meter" => "m",
        "grams" | "gram" => "g",
        "celsius" => "Cel",
        "kelvin" => "K",
        "volts" | "volt" => "V",
        "amperes" | "ampere" => "A",
        "joules" | "joule" => "J",
        "watts" | "watt" => "W",
        "hertz" => "Hz",
        "pascals" | "pascal" => "Pa",
        other => other,
    }
}

/// The type, as Prometheus calls it.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram => "histogram",
        Kind::Summary => "summary",
        Kind::Info => "info",
        Kind::StateSet => "stateset",
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::unit;

    #[test]
    fn units_are_those_of_ucum() {
        for (ours, theirs) in [
            ("", ""),
            ("seconds", "s"),
            ("bytes", "By"),
            ("ratio", "1"),
            ("celsius", "Cel"),
            ("bytes_per_second", "By/s"),
            ("meters_per_seconds", "m/s"),
            ("packets", "packets"),
        ] {
            assert_eq!(unit(ours), theirs);
        }
    }
}
