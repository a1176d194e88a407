//! The comments before a family's samples.

use super::line::escape;
use crate::negotiate::Format;
use crate::registry::Family;
use crate::schema::Kind;

/// Appends the type, the unit and the help text of a family, in the order that the format prefers.
pub(super) fn write(out: &mut Vec<u8>, format: Format, family: &Family) {
    let schema = family.schema();
    match format {
        Format::OpenMetrics => {
            comment(out, "TYPE", family, "", open_metrics_type(schema.kind));
            let unit = schema.name.unit();
            // A parser refuses a unit that is not the name's last word of several.
            if !unit.is_empty() && family.name().strip_suffix(unit).is_some_and(|rest| rest.ends_with('_')) {
                comment(out, "UNIT", family, "", unit);
            }
            comment(out, "HELP", family, "", "");
            escape(out, schema.help, true);
        }
        Format::Text => {
            let suffix = text_suffix(schema.kind);
            comment(out, "HELP", family, suffix, "");
            escape(out, schema.help, false);
            out.push(b'\n');
            comment(out, "TYPE", family, suffix, text_type(schema.kind));
            out.pop();
        }
    }
    out.push(b'\n');
}

/// One comment; without a text, it is left open for one.
fn comment(out: &mut Vec<u8>, keyword: &str, family: &Family, suffix: &str, text: &str) {
    for part in ["# ", keyword, " ", family.name(), suffix, " ", text] {
        out.extend_from_slice(part.as_bytes());
    }
    if !text.is_empty() {
        out.push(b'\n');
    }
}

fn open_metrics_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "counter",
        Kind::Gauge => "gauge",
        Kind::Histogram => "histogram",
        Kind::Summary => "summary",
        Kind::Info => "info",
        Kind::StateSet => "stateset",
    }
}

/// The text format knows fewer types.
fn text_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "counter",
        Kind::Gauge | Kind::Info | Kind::StateSet => "gauge",
        Kind::Histogram => "histogram",
        Kind::Summary => "summary",
    }
}

/// In the text format, a family is named like its samples.
fn text_suffix(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "_total",
        Kind::Info => "_info",
        Kind::Gauge | Kind::Histogram | Kind::Summary | Kind::StateSet => "",
    }
}
