//! The rules, called at run time: what they accept, and what they say.
//!
//! How the same messages look to a user of the macros is in `tests/ui`.

use std::any::Any;
use std::panic::{UnwindSafe, catch_unwind};
use std::sync::Mutex;

use super::*;

mod budgets;
mod fields;
mod limits;
mod units;

use crate::label::{LabelSet, StatusClass};
use crate::schema::{FieldSpec, Kind, MemberSchema, MetricSchema, Number, SetSchema};

/// What a rule says, or nothing where it accepts.
fn said(rule: impl FnOnce() + UnwindSafe) -> String {
    match catch_unwind(rule) {
        Ok(()) => String::new(),
        Err(payload) => match payload.downcast::<String>() {
            Ok(message) => *message,
            Err(payload) => {
                payload.downcast::<&str>().map_or_else(|_| "?".to_owned(), |text| (*text).to_owned())
            }
        },
    }
}

fn metric(name: &'static str, unit: &'static str, kind: Kind, number: Number) -> MetricSchema {
    MetricSchema::new(&FieldSpec { unit, ..FieldSpec::new(name, "Help.") }, kind, number, &[])
}

fn name_said(name: &'static str, kind: Kind) -> String {
    said(move || metric_name(&metric(name, "", kind, Number::U64)))
}

#[test]
fn names_of_the_server_are_left_to_it() {
    const JOBS: MetricSchema =
        MetricSchema::new(&FieldSpec::new("jobs", "Help."), Kind::Counter, Number::U64, &[]);
    const UP: MetricSchema = MetricSchema::new(&FieldSpec::new("up", "Help."), Kind::Gauge, Number::U64, &[]);
    const fn set(prefix: &'static str, members: &'static [MemberSchema]) -> SetSchema {
        SetSchema { type_name: "Set", prefix, members, location: std::panic::Location::caller() }
    }
    const INNER: &SetSchema = &set("scrape", &[MemberSchema::Metric(JOBS)]);
    let exposed = |prefix, members| said(move || exposed_as_they_are(&set(prefix, members)));
    let advice = "is what a server calls series of its own (`up`, `scrape_…`): choose another name or prefix";
    for (prefix, members, refused) in [
        ("scrape", &[MemberSchema::Metric(JOBS)][..], Some("scrape_jobs")),
        ("scraped", &[MemberSchema::Metric(JOBS)], None),
        ("", &[MemberSchema::Metric(JOBS), MemberSchema::Metric(UP)], Some("up")),
        ("shop", &[MemberSchema::Metric(UP)], None),
        ("", &[MemberSchema::Set { prefix: "", schema: INNER }], Some("scrape_jobs")),
        ("", &[MemberSchema::Set { prefix: "http", schema: INNER }], None),
    ] {
        let expected = refused.map_or_else(String::new, |name| format!("`{name}` {advice}"));
        assert_eq!(exposed(prefix, members), expected, "{prefix}");
    }
    assert_eq!(said(|| function_prefix("scrape")), format!("`scrape_` {advice}"));
    assert_eq!(["up", "scraped", "shop"].map(|name| said(|| function_prefix(name))), ["", "", ""]);
    assert!(said(|| function_prefix("my-shop")).contains("snake_case"));
}

#[test]
fn good_names_pass() {
    for name in ["orders", "orders_total", "http2_requests", "cache_resident_bytes", "cpu_seconds_total"] {
        assert_eq!(name_said(name, Kind::Counter), "", "{name}");
    }
    assert_eq!(name_said("build_info", Kind::Info), "");
    assert_eq!(name_said("queue_depth", Kind::Gauge), "");
}

#[test]
fn names_are_snake_case() {
    assert_eq!(
        name_said("requestCount", Kind::Gauge),
        "`requestCount` cannot name a metric: names are snake_case, write `request_count`"
    );
    assert!(name_said("my-metric.x", Kind::Gauge).ends_with("write `my_metric_x`"));
    for name in ["", "_x", "x_", "a__b", "9x", "größe", "a:b"] {
        assert!(name_said(name, Kind::Gauge).contains("names are snake_case"), "{name}");
    }
    assert!(name_said("", Kind::Gauge).starts_with("a metric cannot be named by an empty string"));
    assert!(name_said("My-Shop_", Kind::Gauge).ends_with("write `my_shop`"));
    assert!(name_said("größe", Kind::Gauge).ends_with("begin with a letter"));
}

#[test]
fn endings_belong_to_types() {
    assert!(name_said("queue_total", Kind::Gauge).contains("reserved for counters"));
    assert!(name_said("x_total_total", Kind::Counter).contains("reserved for counters"));
    for ending in ["x_bucket", "x_sum", "x_count", "x_created", "x_info", "x_count_total"] {
        assert!(name_said(ending, Kind::Counter).contains("which is reserved for"), "{ending}");
    }
    for alone in ["total", "count", "sum", "info"] {
        assert!(name_said(alone, Kind::Counter).contains("say what is counted"), "{alone}");
    }
}

#[test]
fn units_are_base_units() {
    for (name, base) in [
        ("latency_ms", "seconds"),
        ("size_kb", "bytes"),
        ("uptime_minutes", "seconds"),
        ("cpu_percent", "ratio"),
    ] {
        let message = name_said(name, Kind::Gauge);
        assert!(message.contains("not a base unit") && message.contains(&format!("`{base}`")), "{message}");
    }
    assert!(name_said("wait_ms_total", Kind::Counter).contains("`seconds`"));
    let gauge = metric("x", "", Kind::Gauge, Number::F64);
    let unit_said = move |written: &'static str| said(move || unit(written, &gauge));
    assert!(unit_said("milliseconds").contains("unit = \"seconds\""));
    assert!(unit_said("percent").contains("`ratio` (from 0 to 1)"));
    assert!(unit_said("total").contains("not a unit"));
    assert!(unit_said("Mega Bytes").contains("lower case"));
    assert!(unit_said("").contains("the unit is empty"));
    for good in ["seconds", "bytes", "ratio", "messages", "celsius"] {
        assert_eq!(unit_said(good), "");
    }
}

#[test]
fn name_and_unit_agree() {
    let message = said(|| metric_name(&metric("body_bytes", "", Kind::Histogram, Number::Nanoseconds)));
    assert!(message.contains("says `bytes`, but the metric is in `seconds`"), "{message}");
    assert_eq!(said(|| metric_name(&metric("wait_seconds", "", Kind::Histogram, Number::Nanoseconds))), "");
    assert!(
        said(|| metric_name(&metric("build_bytes", "", Kind::Info, Number::U64))).contains("has no unit")
    );
}

#[test]
fn names_are_put_together_once() {
    let full = |name, unit, kind, number| metric(name, unit, kind, number).name.to_string();
    assert_eq!(full("orders_total", "", Kind::Counter, Number::U64), "orders");
    assert_eq!(full("sent", "bytes", Kind::Counter, Number::U64), "sent_bytes");
    assert_eq!(full("sent_bytes_total", "bytes", Kind::Counter, Number::U64), "sent_bytes");
    assert_eq!(full("wait", "", Kind::Histogram, Number::Nanoseconds), "wait_seconds");
    assert_eq!(full("bytes", "bytes", Kind::Gauge, Number::F64), "bytes");
    assert_eq!(full("megabytes", "bytes", Kind::Gauge, Number::F64), "megabytes_bytes");
    assert_eq!(metric("uptime_seconds", "", Kind::Gauge, Number::F64).name.unit(), "seconds");
}

#[test]
fn buckets_ascend() {
    let cases: [(&[f64], &str); 6] = [
        (&[], "at least one bucket"),
        (&[1.0, f64::NAN], "bucket 2 is NaN"),
        (&[1.0, f64::INFINITY], "bucket 2 is infinite"),
        (&[1.0, 2.0, 2.0], "bucket 3 has the same bound"),
        (&[0.5, 0.1], "bucket 2 is below"),
        (const { &[0.0; 300] }, "at most 255 buckets, and these are 300"),
    ];
    let histogram = metric("x", "", Kind::Histogram, Number::F64);
    for (bounds, wanted) in cases {
        assert!(said(move || buckets(bounds, &histogram)).contains(wanted), "{wanted}");
        assert_eq!(bounds_or_stand_in(bounds), crate::buckets::DEFAULT);
    }
    assert_eq!(said(move || buckets(&[-1.0, 0.0, 1.0], &histogram)), "");
    for list in [
        crate::buckets::DEFAULT,
        crate::buckets::HTTP,
        crate::buckets::DATABASE,
        crate::buckets::BATCH,
        crate::buckets::BYTES,
    ] {
        assert_eq!(said(move || buckets(list, &histogram)), "");
    }
}

#[test]
fn labels_have_names_of_their_own() {
    assert_eq!(said(|| label_name("method")), "");
    for (name, wanted) in [
        ("le", "reserved"),
        ("quantile", "reserved"),
        ("__name__", "begin with `__`"),
        ("httpMethod", "write `http_method`"),
        ("a b", "write `a_b`"),
        ("", "snake_case"),
    ] {
        assert!(said(move || label_name(name)).contains(wanted), "{name}");
    }
    assert!(said(|| label_value("")).contains("cannot be empty"));
    let twice = MetricSchema {
        labels: <(StatusClass, StatusClass)>::LABELS,
        ..metric("x", "", Kind::Counter, Number::U64)
    };
    assert!(said(move || labels(&twice)).contains("two labels of this metric are named `status`"));
}

static LOCATION: &std::panic::Location<'static> = std::panic::Location::caller();

/// A value that lives as long as the program, where it is found by who looks for leaks.
fn kept<T: Any + Send + Sync>(value: T) -> &'static T {
    static KEPT: Mutex<Vec<&'static (dyn Any + Send + Sync)>> = Mutex::new(Vec::new());
    let value = &*Box::leak(Box::new(value));
    KEPT.lock().unwrap().push(value);
    value
}

fn set_of(prefix: &'static str, members: Vec<MemberSchema>) -> &'static SetSchema {
    kept(SetSchema { type_name: "Set", prefix, members: kept(members), location: LOCATION })
}

/// What is said about the second of two members.
fn clash(set: &'static SetSchema) -> String {
    let clashes = clashes::<2>(set);
    assert_eq!(said(move || distinct(set, 0, clashes[0])), "");
    said(move || distinct(set, 1, clashes[1]))
}

#[test]
fn names_in_a_set_are_unique_through_nesting() {
    let counter = |name| MemberSchema::Metric(metric(name, "", Kind::Counter, Number::U64));
    let inner = set_of("http", vec![counter("requests")]);
    let nested = |prefix, schema| MemberSchema::Set { prefix, schema };
    assert_eq!(clash(set_of("app", vec![counter("requests"), nested("", inner)])), "");
    let message = clash(set_of("app", vec![nested("", inner), counter("http_requests_total")]));
    assert!(message.contains("two metrics are named `app_http_requests`"), "{message}");
    assert!(message.contains("`requests` of `Set` and `http_requests_total` of `Set`"), "{message}");
    assert!(clash(set_of("", vec![nested("a", inner), nested("a", inner)])).contains("a_http_requests"));
    let apart = set_of("", vec![nested("a", inner), nested("b", inner)]);
    assert_eq!((clash(apart), clashes::<2>(apart)), (String::new(), [false; 2]));
}

#[test]
fn keys_fit_the_type() {
    let counter = metric("x", "", Kind::Counter, Number::U64);
    assert!(said(move || buckets(&[1.0], &counter)).contains("only a histogram has buckets"));
    assert!(said(move || info(&counter)).contains("only an `Info` has the labels"));
    assert!(said(move || unit("bytes", &metric("x", "", Kind::Info, Number::U64))).contains("drop `unit`"));
    let plain = FieldSpec::new("x", "Help.");
    let sizes = metric("x", "bytes", Kind::Histogram, Number::F64);
    assert!(said(move || field(&plain, &sizes)).contains("needs `#[metric(buckets = …)]`"));
    let bytes = FieldSpec { unit: "bytes", ..plain };
    let time = MetricSchema::new(&bytes, Kind::Histogram, Number::Nanoseconds, &[]);
    assert!(
        said(move || unit("bytes", &time)).contains("said to be `bytes`, but the values are in `seconds`")
    );
}

#[test]
fn long_messages_are_cut_between_characters() {
    // 640 bytes: at a character's end, after its first byte, and so on.
    for (before, whole) in [("", 640), ("x", 638), ("xx", 639), ("xxx", 640), ("xxxx", 639)] {
        let message = (0..400).fold(message::Message::new().text(before), |message, _| message.text("ä…"));
        let text = message.as_str();
        assert_eq!(text.len(), whole, "{before}");
        assert!(text.strip_prefix(before).unwrap().starts_with("ä…ä…"), "{text}");
    }
}
