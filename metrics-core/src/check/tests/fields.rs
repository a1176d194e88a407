//! What a field needs for its type, and what its type has no use for.

use super::super::*;
use super::{metric, said};
use crate::label::LabelSchema;
use crate::schema::{FieldSpec, InfoSpec, Kind, MetricSchema, NativeSpec, Number};

const PLAIN: FieldSpec = FieldSpec::new("x", "Help.");
const ONE: &[LabelSchema] = &[LabelSchema::in_rows("table")];
const TWO: &[LabelSchema] = &[LabelSchema::in_rows("database"), LabelSchema::in_rows("table")];

fn field_said(spec: FieldSpec, kind: Kind, number: Number) -> String {
    said(move || field(&spec, &MetricSchema::new(&spec, kind, number, &[])))
}

fn rows_of(spec: FieldSpec, kind: Kind, labels: usize) -> MetricSchema {
    MetricSchema::of_rows(&spec, kind, Number::F64, labels)
}

#[test]
fn what_is_always_there_cannot_be_left_out_untouched() {
    let spec = FieldSpec { touched_only: true, info: &[InfoSpec { name: "a", value: Some("b") }], ..PLAIN };
    for kind in [Kind::Info, Kind::StateSet] {
        assert!(field_said(spec, kind, Number::U64).starts_with("`touched_only` leaves out series"));
    }
    assert_eq!(field_said(spec, Kind::Gauge, Number::F64), "");
    assert_eq!(field_said(FieldSpec { touched_only: false, ..spec }, Kind::Info, Number::U64), "");
}

#[test]
fn an_info_metric_names_its_labels() {
    assert!(field_said(PLAIN, Kind::Info, Number::U64).starts_with("an `Info` is its labels: name them"));
    let spec = FieldSpec { rows: ONE, max_rows: Some(3), ..PLAIN };
    assert_eq!(said(move || field(&spec, &rows_of(spec, Kind::Info, 1))), "");
}

#[test]
fn a_histogram_has_buckets_unless_it_is_of_latencies() {
    let bytes = FieldSpec { unit: "bytes", ..PLAIN };
    assert!(field_said(bytes, Kind::Histogram, Number::F64).starts_with("this histogram needs"));
    assert_eq!(field_said(bytes, Kind::Gauge, Number::F64), "");
    for enough in [
        FieldSpec { unit: "seconds", ..PLAIN },
        FieldSpec { buckets: Some(&[1.0]), ..bytes },
        FieldSpec { native: Some(NativeSpec::DEFAULT), ..bytes },
    ] {
        assert_eq!(field_said(enough, Kind::Histogram, Number::F64), "");
    }
    assert_eq!(field_said(PLAIN, Kind::Histogram, Number::Nanoseconds), "");
}

#[test]
fn rows_have_as_many_labels_as_their_type_says() {
    let spec = FieldSpec { rows: ONE, max_rows: Some(3), ..PLAIN };
    assert_eq!(said(move || rows(&rows_of(spec, Kind::Gauge, 1))), "");
    assert!(
        said(move || rows(&rows_of(spec, Kind::Gauge, 2))).starts_with(
            "`rows(…)` names 1 label, but each row of this type gives a value for 2: name as many"
        )
    );
    let spec = FieldSpec { rows: TWO, ..spec };
    assert!(
        said(move || rows(&rows_of(spec, Kind::Gauge, 1)))
            .starts_with("`rows(…)` names 2 labels, but each row of this type gives a value for 1:")
    );
    assert!(
        said(|| rows(&metric("x", "", Kind::Gauge, Number::F64))).starts_with("only metrics of rows have")
    );
}

#[test]
fn rows_have_names_and_a_limit() {
    let said_of = |spec, labels| said(move || field(&spec, &rows_of(spec, Kind::Gauge, labels)));
    let whole = FieldSpec { rows: ONE, max_rows: Some(3), ..PLAIN };
    assert_eq!(said_of(whole, 1), "");
    assert!(said_of(FieldSpec { rows: &[], ..whole }, 1).starts_with("the values of this metric's labels"));
    assert!(
        said_of(FieldSpec { max_rows: None, ..whole }, 1).starts_with("the number of rows is only known")
    );
    assert_eq!(said_of(PLAIN, 0), "", "a single row has no labels");
}

#[test]
fn a_limit_of_rows_leaves_room() {
    let metric_of_rows = rows_of(FieldSpec { rows: ONE, ..PLAIN }, Kind::Gauge, 1);
    assert_eq!(said(move || max_rows(1, &metric_of_rows)), "");
    assert!(said(move || max_rows(0, &metric_of_rows)).starts_with("`max_rows = 0` leaves no room"));
    assert!(
        said(|| max_rows(1, &metric("x", "", Kind::Gauge, Number::F64))).starts_with("only metrics of rows")
    );
}

#[test]
fn only_an_info_metric_without_rows_lists_labels() {
    assert_eq!(said(|| info(&metric("x", "", Kind::Info, Number::U64))), "");
    let metric_of_rows = rows_of(FieldSpec { rows: ONE, ..PLAIN }, Kind::Info, 1);
    assert!(said(move || info(&metric_of_rows)).starts_with("only an `Info` has the labels"));
}

#[test]
fn a_type_is_judged_by_labels_field_and_budget() {
    let of = |name, max| {
        let spec = FieldSpec { buckets: Some(&[1.0]), ..FieldSpec::new(name, "Help.") };
        let labels: &'static [LabelSchema] = match name {
            "labelled" => const { &[LabelSchema::new("le", crate::label::Values::Fixed(&["a"]))] },
            _ => &[],
        };
        let metric = MetricSchema::new(&spec, Kind::Histogram, Number::F64, labels);
        let spec = if name == "unsaid" { FieldSpec { buckets: None, ..spec } } else { spec };
        said(move || metric_type(&metric, &spec, max))
    };
    assert_eq!(of("good", 4), "");
    assert!(of("good", 3).starts_with("too many series"));
    assert!(of("labelled", 4).contains("it is reserved"));
    assert!(of("unsaid", 4).starts_with("this histogram needs"));
}

#[test]
fn native_buckets_belong_to_histograms_that_observe() {
    let spec = FieldSpec { native: Some(NativeSpec::DEFAULT), ..PLAIN };
    let of = |kind| MetricSchema::new(&spec, kind, Number::F64, &[]);
    assert_eq!(said(move || native(&of(Kind::Histogram))), "");
    for kind in [Kind::Summary, Kind::Gauge] {
        assert!(said(move || native(&of(kind))).starts_with("only a histogram has exponential buckets"));
    }
    let rows = FieldSpec { rows: ONE, max_rows: Some(3), ..spec };
    assert!(said(move || native(&rows_of(rows, Kind::Histogram, 1))).starts_with("the rows of a collector"));
    assert!(said(move || native(&rows_of(rows, Kind::Gauge, 1))).starts_with("only a histogram"));
}
