//! Label values of any kind: what was given is what the parsers of others read, in both text formats.
//!
//! Where `LABEL_VALUES` names a folder, the expositions are written there, for judges that are not written in Rust; a
//! second label says each value in hexadecimal digits.

use std::fmt::Write as _;
use std::sync::Arc;

use metrics_core::label::Bounded;
use metrics_core::{Counter, Format, Label, LabelSet, Metrics, Registry};
use openmetrics_parser::{MetricFamily, MetricsExposition, RenderableMetricValue};

const MOST: usize = 400;

#[derive(Clone, Copy, Label)]
struct Value(Bounded<MOST>);

#[derive(Clone, Copy, Label)]
struct Hex(Bounded<MOST>);

/// Both in one place, so that a series is there for each pair that was seen only.
#[derive(Clone, Copy, LabelSet)]
struct Pair {
    value: Value,
    hex: Hex,
}

#[derive(Metrics)]
struct Seen {
    /// Values seen, each with how it is spelled.
    #[metric(touched_only, max_series = 200_000)]
    values: Counter<Pair>,
}

fn hex(value: &str) -> String {
    value.bytes().fold(String::new(), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}

/// All ASCII characters, one by one and with what could be taken for an escape; the ends of the planes of Unicode.
fn odd_values() -> Vec<String> {
    let ascii = (0_u8..128).map(|byte| char::from(byte).to_string());
    let escaped =
        ["\\", "\"", "\n", "n", "\\\\", "\\n", "\\\"", "\\x", "\r", "\r\n", "#", "{", "}", ",", "=", " "];
    let pairs = escaped.iter().flat_map(|a| ["\\", "\"", "\n", "n"].map(|b| format!("{a}{b}")));
    let unicode =
        ['\u{80}', '\u{ff}', '\u{7ff}', '\u{800}', '\u{2028}', '\u{fffd}', '\u{ffff}', '\u{10ffff}'];
    let unicode = unicode.map(|character| format!("a{character}b"));
    let whole =
        ["ein Wert", "# EOF", "value=\"x\"} 1\n", "日本語", "e\u{301}", "\u{202e}", "🦀"].map(str::to_owned);
    let mut values: Vec<_> = ascii.chain(pairs).chain(unicode).chain(whole).collect();
    values.sort_unstable();
    values.dedup();
    assert!(values.len() <= MOST);
    values
}

fn exposed(values: &[String]) -> [(Format, String); 2] {
    let (registry, seen) = (Registry::new(), Arc::new(Seen::new()));
    registry.register(Arc::clone(&seen)).unwrap();
    for value in values {
        seen.values
            .with(Pair { value: Value::from(value.as_str()), hex: Hex::from(hex(value).as_str()) })
            .inc();
    }
    [Format::Text, Format::OpenMetrics].map(|format| (format, registry.to_text(format)))
}

/// What the exposition says, by an independent reading of the formats' grammar: `(value, hex)` of each series.
fn parsed_by_grammar(exposition: &str) -> Vec<(String, String)> {
    let samples = exposition.split('\n').filter(|line| line.starts_with("values_total{"));
    samples
        .map(|line| {
            let rest = line.strip_prefix("values_total{value=\"").expect("the first label");
            let (mut value, mut characters) = (String::new(), rest.chars());
            loop {
                match characters.next().expect("a quotation mark ends the value") {
                    '"' => break,
                    '\\' => value.push(match characters.next().expect("an escape has two characters") {
                        'n' => '\n',
                        other @ ('\\' | '"') => other,
                        other => panic!("no such escape: {other:?}"),
                    }),
                    other => value.push(other),
                }
            }
            let hex = characters.as_str().strip_prefix(",hex=\"").and_then(|rest| rest.split('"').next());
            (value, hex.expect("the second label").to_owned())
        })
        .collect()
}

fn check(mut seen: Vec<(String, String)>, values: &[String], by: &str) {
    seen.sort_unstable();
    assert_eq!(seen.len(), values.len(), "{by}");
    for ((value, digits), expected) in seen.iter().zip(values) {
        assert_eq!((value, digits), (expected, &hex(expected)), "{by}");
    }
}

#[test]
fn the_grammar_reads_what_was_given() {
    let values = odd_values();
    for (format, exposition) in exposed(&values) {
        check(parsed_by_grammar(&exposition), &values, &format!("{format:?}"));
        if let Some(folder) = std::env::var_os("LABEL_VALUES") {
            let name = if format == Format::Text { "label_values.prom" } else { "label_values.om" };
            std::fs::write(std::path::Path::new(&folder).join(name), exposition).unwrap();
        }
    }
}

/// All but carriage returns, at which this parser ends a line.
#[test]
fn another_parser_reads_what_was_given() {
    let mut values = odd_values();
    values.retain(|value| !value.contains('\r'));
    let [(_, text), (_, openmetrics)] = exposed(&values);
    let text = openmetrics_parser::prometheus::parse_prometheus(&text).unwrap();
    check(seen_by_another_parser(&text), &values, "openmetrics-parser, text");
    let openmetrics = openmetrics_parser::openmetrics::parse_openmetrics(&openmetrics).unwrap();
    check(seen_by_another_parser(&openmetrics), &values, "openmetrics-parser, OpenMetrics");
}

fn seen_by_another_parser<T, V>(exposition: &MetricsExposition<T, V>) -> Vec<(String, String)>
where
    V: RenderableMetricValue + Clone,
    T: Clone,
{
    let samples = exposition.families.values().flat_map(MetricFamily::iter_samples);
    let seen = samples.map(|sample| {
        let labels = sample.get_labelset().unwrap();
        ["value", "hex"].map(|name| labels.get_label_value(name).unwrap().to_owned()).into()
    });
    seen.collect()
}
