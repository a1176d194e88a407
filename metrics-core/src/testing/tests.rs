//! What is accepted, and what is refused by which rule.

use super::parse;
use crate::Format;

/// Where and by which rule a text is refused.
fn refused(format: Format, text: &str) -> (usize, usize, String) {
    match parse(text, format) {
        Ok(exposition) => panic!("accepted: {text:?} as {exposition:?}"),
        Err(error) => (error.line(), error.column(), error.rule().to_owned()),
    }
}

#[test]
fn everything_that_there_is() {
    let text = "# TYPE a counter\n# HELP a Things \\\"\\\\\\n.\na_total{x=\"\\\"\\\\\\n\u{2028}\u{fc}\"} 1.0 1.5 # {trace_id=\"t\"} 1 2.5\n\
                a_created{x=\"\\\"\\\\\\n\u{2028}\u{fc}\"} 1\n\
                # TYPE b_seconds histogram\n# UNIT b_seconds seconds\n# HELP b_seconds \n\
                b_seconds_bucket{le=\"1.0\"} 1 # {} 0.5\nb_seconds_bucket{le=\"+Inf\"} 2\nb_seconds_sum 3e1\nb_seconds_count 2\n\
                # TYPE c summary\nc{quantile=\"0.5\"} NaN\nc_sum 0\nc_count 0\n\
                # TYPE d info\nd_info{v=\"1\"} 1\n# TYPE e stateset\ne{e=\"on\"} 1\ne{e=\"off\"} 0\n\
                # TYPE f gauge\nf -Inf\n# EOF\n";
    let read = parse(text, Format::OpenMetrics).unwrap();
    assert_eq!(read.families().len(), 6);
    let a = read.family("a").unwrap();
    assert_eq!((a.kind(), a.help(), a.unit()), ("counter", Some("Things \"\\\n."), None));
    let sample = &a.samples()[0];
    assert_eq!(sample.label("x"), Some("\"\\\n\u{2028}\u{fc}"));
    assert_eq!((sample.value, sample.timestamp, sample.written.as_str()), (1.0, Some(1.5), "1.0"));
    let exemplar = sample.exemplar.as_ref().unwrap();
    assert_eq!((exemplar.value, exemplar.timestamp, exemplar.labels.len()), (1.0, Some(2.5), 1));
    assert_eq!(read.family("b_seconds").unwrap().unit(), Some("seconds"));
    assert!(read.sample("c", &[("quantile", "0.5")]).unwrap().value.is_nan());
    assert_eq!(read.sample("f", &[]).unwrap().value, f64::NEG_INFINITY);
}

#[test]
fn text_is_not_as_strict() {
    let text =
        "\n# whatever\n# HELP a_total Says \"so\".\n# TYPE a_total counter\na_total 1 1000\n# EOF\nb 0x";
    assert_eq!(refused(Format::Text, text).2, "each line ends with a line feed");
    let text = text.replace("b 0x", "b 1\n");
    let read = parse(&text, Format::Text).unwrap();
    assert_eq!(read.family("a_total").unwrap().help(), Some("Says \"so\"."));
    assert_eq!(read.family("b").unwrap().kind(), "unknown");
}

/// Lines without `# EOF`, which is added; then where and why they are refused.
const REFUSED: &[(&str, usize, usize, &str)] = &[
    ("a 1 ", 1, 5, "a value is a number, as Go writes it"),
    ("a  1", 1, 3, "a value is a number, as Go writes it"),
    ("a\t1", 1, 2, "one space stands before the value, and before the time"),
    ("a 1\r", 1, 5, "a line ends with a line feed alone"),
    ("\u{feff}a 1", 1, 1, "a metric's name matches [a-zA-Z_:][a-zA-Z0-9_:]*"),
    ("1a 1", 1, 1, "a metric's name matches [a-zA-Z_:][a-zA-Z0-9_:]*"),
    ("a{1x=\"\"} 1", 1, 3, "a label's name matches [a-zA-Z_][a-zA-Z0-9_]*"),
    ("a{__x=\"\"} 1", 1, 3, "names of labels that begin with `__` are the server's"),
    ("a{x=\"1\",x=\"2\"} 1", 1, 9, "a label is there once"),
    ("a{x=\"1\", y=\"2\"} 1", 1, 9, "a label's name matches [a-zA-Z_][a-zA-Z0-9_]*"),
    ("a{x=\"1\",} 1", 1, 9, "a label's name matches [a-zA-Z_][a-zA-Z0-9_]*"),
    ("a{x=\"\\t\"} 1", 1, 6, "escapes are `\\\\`, `\\n` and `\\\"`"),
    ("a{x=\"1} 1", 1, 10, "a label's value ends with a quote"),
    ("a 0x1p-2", 1, 3, "a value is a number, as Go writes it"),
    ("a 1_000", 1, 3, "a value is a number, as Go writes it"),
    ("a 1\n\nb 1", 2, 1, "there are no empty lines"),
    ("# a comment", 1, 2, "a comment is `# HELP`, `# TYPE` or `# UNIT`, with single spaces"),
    ("# HELP a", 1, 9, "a comment is `# HELP`, `# TYPE` or `# UNIT`, with single spaces"),
    ("# HELP a \"so\"", 1, 10, "a quote is written `\\\"`"),
    ("# TYPE a untyped", 1, 10, "the type is one that the format has"),
    ("# TYPE a gauge\n# TYPE a gauge", 2, 1, "a family has one HELP, one TYPE and one UNIT"),
    ("a 1\n# TYPE a gauge", 2, 1, "HELP, TYPE and UNIT stand before the samples"),
    ("a 1\nb 1\na{x=\"1\"} 1", 3, 1, "all lines of a family stand together"),
    ("a 1\na 1", 2, 1, "each series is there once"),
    ("a 1\na{x=\"\"} 1", 2, 1, "each series is there once"),
    ("# TYPE a counter\na_total -1", 2, 1, "a counter is a number from 0 on"),
    ("# TYPE a counter\na_total NaN", 2, 1, "a counter is a number from 0 on"),
    ("# TYPE a gauge\na 1 # {} 1", 2, 1, "only counters and buckets have exemplars"),
    ("# TYPE a counter\n# TYPE a_total gauge", 2, 1, "samples of two families have different names"),
    ("# TYPE a histogram\n# TYPE a_count gauge", 2, 1, "samples of two families have different names"),
    ("# TYPE a gauge\n# UNIT a seconds", 1, 1, "a family's name ends with its unit"),
    ("# TYPE a histogram\na_bucket 1", 2, 1, "a bucket has its bound, a quantile its rank"),
    (
        "# TYPE a histogram\na_bucket{le=\"1\"} 1",
        2,
        1,
        "bounds and ranks are numbers in their canonical form",
    ),
    ("# TYPE a histogram\na_bucket{le=\"1.0\"} 1", 1, 1, "the last bucket of a histogram ends at +Inf"),
    (
        "# TYPE a histogram\na_bucket{le=\"1.0\"} 2\na_bucket{le=\"+Inf\"} 1",
        1,
        1,
        "the buckets of a histogram ascend, and so do their counts",
    ),
    (
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2",
        1,
        1,
        "the count of a histogram is that of its last bucket",
    ),
    ("# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_count 1", 1, 1, "a histogram has a sum and a count"),
    (
        "# TYPE a histogram\na_bucket{le=\"-1.0\"} 0\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 1",
        1,
        1,
        "a histogram with bounds below 0 has no sum",
    ),
    ("# TYPE a histogram\na_bucket{le=\"+Inf\"} 1.5", 2, 1, "a count is a whole number"),
    ("# TYPE a histogram\na_bucket{le=\"1.0\"} 1 # {} 2", 2, 1, "an exemplar lies in its bucket"),
    (
        "# TYPE a summary\na{quantile=\"1.5\"} 1\na_sum 1\na_count 1",
        1,
        1,
        "a quantile's rank is within 0 and 1",
    ),
    ("# TYPE a summary\na{quantile=\"0.5\"} -1", 2, 1, "a quantile is not negative"),
    ("# TYPE a info\na_info 2", 2, 1, "the value of an info metric is 1"),
    ("# TYPE a stateset\na{a=\"x\"} 2", 2, 1, "a state is 0 or 1"),
    ("# TYPE a stateset\na 1", 2, 1, "a state set has a label of its own name"),
    ("a 1\n# EOF", 3, 1, "`# EOF` is the last line"),
];

#[test]
fn each_mistake_is_found_at_its_place() {
    for &(lines, line, column, rule) in REFUSED {
        let text = format!("{lines}\n# EOF\n");
        assert_eq!(refused(Format::OpenMetrics, &text), (line, column, rule.to_owned()), "{lines:?}");
    }
}

#[test]
fn an_exemplar_has_at_most_128_characters() {
    let counter = |value: &str| format!("# TYPE a counter\na_total 1 # {{n=\"{value}\"}} 1\n# EOF\n");
    assert!(parse(&counter(&"\u{1F980}".repeat(127)), Format::OpenMetrics).is_ok());
    let (line, column, rule) = refused(Format::OpenMetrics, &counter(&"\u{1F980}".repeat(128)));
    assert_eq!(
        (line, column, rule.as_str()),
        (2, 13, "the labels of an exemplar have at most 128 characters")
    );
    assert_eq!(refused(Format::Text, "a 1 # {} 1\n").2, "this format has no exemplars");
}

#[test]
fn series_of_one_histogram_stand_together() {
    let series = |labels: &str| {
        format!("a_bucket{{{labels}le=\"+Inf\"}} 1\na_sum{{{labels}}} 1\na_count{{{labels}}} 1\n")
    };
    let (one, other) = (series("x=\"1\",").replace(",}", "}"), series("x=\"2\",").replace(",}", "}"));
    let valid = format!("# TYPE a histogram\n{one}{other}# EOF\n");
    assert!(parse(&valid, Format::OpenMetrics).is_ok());
    let (first, rest) = one.split_once('\n').unwrap();
    let mixed = format!("# TYPE a histogram\n{first}\n{other}{rest}# EOF\n");
    assert!(parse(&mixed, Format::OpenMetrics).is_err());
}

#[test]
fn the_end_is_there_once_and_only_at_the_end() {
    assert_eq!(refused(Format::OpenMetrics, "").2, "`# EOF` is the last line");
    assert_eq!(refused(Format::OpenMetrics, "# EOF").2, "each line ends with a line feed");
    assert!(parse("# EOF\n", Format::OpenMetrics).is_ok());
    assert!(parse("", Format::Text).is_ok());
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let error = parse("a 1\nb x\n", Format::Text).unwrap_err();
    assert_eq!(error.to_string(), "line 2, column 3: a value is a number, as Go writes it: `x`");
    let read = parse("# TYPE a gauge\na 1\n", Format::Text).unwrap();
    assert_eq!(read.families()[0].name(), "a");
}
