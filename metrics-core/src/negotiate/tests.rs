//! What real clients send, and what the rules say of the rest.

use super::Format::{self, OpenMetrics, Text};
use super::range::quality;
use super::{Choice, Escaping, Offer, choose};

/// What Prometheus sends, by version.
const PROMETHEUS: &[(&str, Format, &str)] = &[
    (
        "2.0",
        Text,
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7,\
         text/plain;version=0.0.4;q=0.3,*/*;q=0.1",
    ),
    (
        "2.5: OpenMetrics in a version before the first",
        Text,
        "application/openmetrics-text; version=0.0.1,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    ),
    (
        "2.40.0",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;q=0.75,application/openmetrics-text;q=0.6,\
         text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    ),
    (
        "2.40.1 to 2.48",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,\
         text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    ),
    (
        "2.40.1 to 2.48, native histograms",
        OpenMetrics,
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,\
         application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,\
         text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    ),
    (
        "2.49.0: a weight that is none",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,\
         text/plain;version=0.0.4;q=0.3,*/*;q=2",
    ),
    (
        "2.49.1 to 2.55",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;q=0.4,\
         text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    ),
    (
        "2.49.1 to 2.55, native histograms",
        OpenMetrics,
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.5,\
         application/openmetrics-text;version=1.0.0;q=0.4,application/openmetrics-text;version=0.0.1;q=0.3,\
         text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
    ),
    (
        "3.0 to 3.2.0: a parameter given twice",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
         application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.5,\
         text/plain;version=1.0.0;escaping=allow-utf-8;escaping=allow-utf-8;q=0.4,\
         text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;q=0.2",
    ),
    (
        "3.2.1 to 3.3",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
         application/openmetrics-text;version=0.0.1;escaping=allow-utf-8;q=0.5,\
         text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,\
         text/plain;version=0.0.4;escaping=allow-utf-8;q=0.3,*/*;q=0.2",
    ),
    (
        "3.4 to 3.14",
        OpenMetrics,
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,\
         application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,\
         text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    ),
    (
        "3.4 to 3.14, native histograms",
        OpenMetrics,
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,\
         application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
         application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
         text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
    ),
    (
        "3.4 to 3.14, escaping configured, text only",
        Text,
        "text/plain;version=1.0.0;escaping=dots;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
    ),
];

#[test]
fn every_prometheus() {
    for &(version, format, accept) in PROMETHEUS {
        assert_eq!(Format::negotiate([accept]), format, "Prometheus {version}");
    }
}

#[test]
fn other_clients() {
    check(&[
        (Text, "*/*"),
        (Text, ""),
        (Text, "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"),
        (Text, "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"),
        (Text, "text/plain;version=0.0.4;q=1,*/*;q=0.1"),
        (Text, "application/json"),
        (OpenMetrics, "application/openmetrics-text"),
        (OpenMetrics, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
    ]);
}

#[test]
fn the_greatest_weight_wins_then_the_name_then_the_order() {
    check(&[
        (Text, "application/openmetrics-text;q=0.2,text/plain;q=0.7"),
        (OpenMetrics, "text/plain;q=0.2,application/openmetrics-text;q=0.7"),
        (OpenMetrics, "text/plain;q=0.123,application/openmetrics-text;q=0.124"),
        (Text, "application/openmetrics-text;q=0.5,*/*;q=0.9"),
        (Text, "application/openmetrics-text;q=0.5,text/*;q=0.9"),
        (OpenMetrics, "*/*,application/openmetrics-text"),
        (Text, "text/plain,application/openmetrics-text"),
        (OpenMetrics, "application/openmetrics-text,text/plain;version=0.0.4"),
    ]);
}

#[test]
fn the_most_specific_range_speaks_for_a_format() {
    check(&[
        (OpenMetrics, "text/plain;q=0.1,application/openmetrics-text;q=0.5,*/*;q=0.9"),
        (Text, "text/plain;version=0.0.4,text/plain;q=0.1,application/openmetrics-text;q=0.5"),
        (
            Text,
            "application/openmetrics-text;version=1.0.0;q=0,application/openmetrics-text,text/plain;q=0.1",
        ),
    ]);
}

#[test]
fn wildcards_mean_text_unless_it_is_ruled_out() {
    check(&[
        (Text, "text/plain;q=0.5,*/*"),
        (Text, "text/*;q=0.3,text/html;q=0.7,text/html;level=1,text/html;level=2;q=0.4,*/*;q=0.5"),
        (OpenMetrics, "text/plain;q=0,*/*"),
        (OpenMetrics, "application/*"),
    ]);
}

#[test]
fn zero_means_never() {
    check(&[
        (Text, "application/openmetrics-text;q=0,*/*;q=0.1"),
        (Text, "application/openmetrics-text;q=0.000,text/plain;q=0.001"),
        (OpenMetrics, "text/plain;q=0,application/openmetrics-text;q=0.1"),
        (Text, "*/*;q=0"),
        (Text, "text/plain;q=0"),
    ]);
}

#[test]
fn what_is_unknown_or_malformed_is_passed_over() {
    check(&[
        (Text, "application/openmetrics-text;version=99.0.0,text/plain;q=0.1"),
        (OpenMetrics, "text/plain;version=1.0.0,application/openmetrics-text;q=0.1"),
        (Text, "application/openmetrics-text;q=1.1,text/plain;q=0.1"),
        (Text, "application/openmetrics-text;q=NaN,application/openmetrics-text;q=-1"),
        (Text, "application/openmetrics-text;q,application/openmetrics-text;q="),
        (Text, "application-openmetrics-text,application/openmetrics-textual,;;=,/,\"\\"),
        (OpenMetrics, ",, ;q=1, garbage, application/openmetrics-text"),
    ]);
}

#[test]
fn spelling() {
    check(&[
        (OpenMetrics, "APPLICATION/OpenMetrics-Text;VERSION=1.0.0;Q=0.9,text/plain;q=0.5"),
        (OpenMetrics, " application/openmetrics-text ; version = \"1.0.0\" ; q = \"0.9\" , text/plain;q=0.5"),
        (Text, r#"application/openmetrics-text;note="a,b;q=1\",";q=0.1,text/plain;q=0.5"#),
        (OpenMetrics, r"text/html\,application/openmetrics-text"),
    ]);
}

#[test]
fn several_headers_are_one_list() {
    let lines = ["text/plain;q=0.5", "application/openmetrics-text;q=0.8, */*;q=0.1"];
    assert_eq!(Format::negotiate(lines), OpenMetrics);
    let quote_left_open = ["text/html;title=\"", "application/openmetrics-text"];
    assert_eq!(Format::negotiate(quote_left_open), OpenMetrics);
    assert_eq!(Format::negotiate([]), Text);
}

#[test]
fn weights() {
    for (text, expected) in [
        ("1", Some(1000)),
        ("1.000", Some(1000)),
        ("0", Some(0)),
        ("0.", Some(0)),
        ("0.5", Some(500)),
        (".25", Some(250)),
        ("0.1239", Some(123)),
        ("1.001", None),
        ("2", None),
        ("", None),
        (".", None),
        ("-0.5", None),
        ("+1", None),
        ("1e-1", None),
        ("0.x", None),
        ("0,5", None),
    ] {
        assert_eq!(quality(text), expected, "{text:?}");
    }
}

/// A format for those who name it exactly, beside the usual ones.
const EXACT: Offer = Offer {
    kind: "application",
    subtype: "vnd.example",
    parameters: &[("proto", "a.B"), ("encoding", "delimited")],
    only_exactly: true,
};

#[test]
fn what_is_sent_exactly_is_never_sent_unasked() {
    let offers = [Format::OFFERS[0], Format::OFFERS[1], EXACT];
    for (offer, accept) in [
        (2, "application/vnd.example;proto=a.B;encoding=delimited"),
        (2, "application/vnd.example;encoding=\"delimited\";proto=a.B;q=0.5,text/plain;q=0.4"),
        (2, "application/vnd.example; Proto=a.B; Encoding=DELIMITED,application/openmetrics-text"),
        (1, "application/openmetrics-text,application/vnd.example;proto=a.B;encoding=delimited"),
        (1, "application/vnd.example;proto=a.B;encoding=delimited;q=0,application/openmetrics-text;q=0.1"),
        (1, "application/vnd.example;proto=a.B;encoding=text,application/openmetrics-text;q=0.1"),
        (0, "application/vnd.example;proto=a.B"),
        (0, "application/vnd.example"),
        (0, "application/vnd.example;proto=other;encoding=delimited"),
        (0, "*/*;proto=a.B;encoding=delimited"),
        (0, "text/plain;q=0.1,*/*"),
    ] {
        assert_eq!(choose(&offers, [accept]).offer, offer, "{accept}");
    }
    assert_eq!(
        choose(&offers, ["text/plain;q=0,application/*"]).offer,
        1,
        "a wildcard names nothing exactly"
    );
}

#[test]
fn the_range_that_is_taken_says_the_escaping() {
    let choice = |offer, escaping| Choice { offer, escaping };
    for (expected, accept) in [
        (
            choice(1, Some(Escaping::AllowUtf8)),
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8",
        ),
        (choice(1, Some(Escaping::Dots)), "application/openmetrics-text;escaping=values;Escaping=\"dots\""),
        (choice(1, None), "application/openmetrics-text;escaping=magic,text/plain;q=0.1;escaping=dots"),
        (choice(0, Some(Escaping::Underscores)), "text/plain;escaping=underscores"),
        (choice(0, None), "*/*"),
        (choice(0, None), ""),
    ] {
        assert_eq!(choose(&Format::OFFERS, [accept]), expected, "{accept}");
    }
}

fn check(table: &[(Format, &str)]) {
    for &(format, accept) in table {
        assert_eq!(Format::negotiate([accept]), format, "{accept}");
    }
}

#[test]
fn whoever_asks_for_what_was_sent_gets_it_again() {
    for format in Format::ALL {
        assert_eq!(Format::negotiate([format.content_type()]), format);
    }
    assert!(Text.content_type().starts_with("text/plain; version=0.0.4"));
}

#[test]
fn a_format_is_offered_as_it_is_sent() {
    for (format, offer) in Format::ALL.into_iter().zip(Format::OFFERS) {
        let own = format.offer();
        let [(name, value)] = own.parameters else { panic!("{own:?}") };
        let begins = format!("{}/{}; {name}={value}", own.kind, own.subtype);
        assert!(format.content_type().starts_with(&begins), "{begins}");
        assert_eq!(
            (own.kind, own.subtype, own.only_exactly),
            (offer.kind, offer.subtype, offer.only_exactly)
        );
    }
}
