//! What each client gets.

use super::Negotiated;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What Prometheus sends with native histograms switched on, after the item for protobuf.
#[cfg(feature = "protobuf")]
const NATIVE: [(&str, &str); 3] = [
    (
        "2.40.1 to 2.48",
        ",application/openmetrics-text;version=1.0.0;q=0.8,application/openmetrics-text;version=0.0.1;q=0.75,\
         text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
    ),
    (
        "2.49.1 to 2.55",
        ";q=0.5,application/openmetrics-text;version=1.0.0;q=0.4,application/openmetrics-text;version=0.0.1;q=0.3,\
         text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
    ),
    (
        "3.4 to 3.14",
        ";q=0.6,application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,\
         application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.3,\
         text/plain;version=0.0.4;q=0.2,*/*;q=0.1",
    ),
];
#[cfg(feature = "protobuf")]
const ITEM: &str =
    "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

fn content_type(accept: &str) -> &'static str {
    Negotiated::new([accept]).content_type()
}

#[test]
#[cfg(feature = "protobuf")]
fn a_prometheus_that_wants_native_histograms_gets_protobuf() {
    for (version, rest) in NATIVE {
        let accept = format!("{ITEM}{rest}");
        assert_eq!(content_type(&accept), crate::protobuf::CONTENT_TYPE, "Prometheus {version}");
    }
}

#[test]
#[cfg(feature = "protobuf")]
fn the_rest_of_the_list_counts_without_protobuf() {
    for (version, rest) in NATIVE {
        let accept = rest.split_once(',').unwrap().1;
        assert!(content_type(accept).starts_with(OPEN_METRICS), "Prometheus {version}");
    }
}

#[test]
#[cfg(feature = "protobuf")]
fn protobuf_is_never_sent_unasked() {
    for accept in [
        "*/*",
        "application/*",
        "text/plain;q=0.1,application/*",
        "application/vnd.google.protobuf",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text",
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=compact-text",
        "application/vnd.google.protobuf;proto=io.prometheus.write.v2.Request;encoding=delimited",
        &format!("{ITEM};q=0"),
        &format!("{ITEM};q=2"),
        &format!("{ITEM};q=0.2,text/plain;q=0.3"),
        "*/*;proto=io.prometheus.client.MetricFamily;encoding=delimited",
    ] {
        assert!(!content_type(accept).contains("protobuf"), "{accept}");
    }
}

#[test]
fn the_escaping_is_the_one_that_was_asked_for() {
    let open_metrics = |escaping: &str| format!("{OPEN_METRICS}; escaping={escaping}");
    for (expected, accept) in [
        (open_metrics("underscores"), "application/openmetrics-text;version=1.0.0"),
        (open_metrics("underscores"), "application/openmetrics-text;version=1.0.0;escaping=underscores"),
        (
            open_metrics("allow-utf-8"),
            "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6",
        ),
        (open_metrics("dots"), "application/openmetrics-text;version=1.0.0;escaping=dots"),
        (
            open_metrics("values"),
            "application/openmetrics-text;version=1.0.0;escaping=values,text/plain;q=0.1",
        ),
        (open_metrics("underscores"), "application/openmetrics-text;version=1.0.0;escaping=unheard-of"),
        (TEXT.to_owned(), "text/plain;version=0.0.4"),
        (format!("{TEXT}; escaping=allow-utf-8"), "text/plain;version=0.0.4;escaping=allow-utf-8"),
        (
            "text/plain; version=1.0.0; charset=utf-8; escaping=allow-utf-8".to_owned(),
            "text/plain;version=1.0.0;escaping=allow-utf-8;escaping=allow-utf-8;q=0.4",
        ),
        (
            "text/plain; version=1.0.0; charset=utf-8; escaping=underscores".to_owned(),
            "text/plain;version=1.0.0",
        ),
    ] {
        assert_eq!(content_type(accept), expected, "{accept}");
    }
    #[cfg(feature = "protobuf")]
    assert_eq!(
        content_type(&format!("{ITEM};escaping=allow-utf-8")),
        format!("{}; escaping=allow-utf-8", crate::protobuf::CONTENT_TYPE)
    );
}

#[test]
fn everybody_else_gets_text() {
    for accept in
        ["", "*/*", "text/*", "text/html,*/*;q=0.8", "application/json", "text/plain;version=99", "garbage"]
    {
        assert_eq!(content_type(accept), TEXT, "{accept}");
    }
    assert_eq!(Negotiated::new([]).content_type(), TEXT);
}
