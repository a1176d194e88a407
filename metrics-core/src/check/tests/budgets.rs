//! How many series there may be: of a metric, of a tracked function, and of a set.

use super::super::*;
use super::{metric, said, set_of};
use crate::cells::MOST_CELLS;
use crate::label::{Label, LabelSchema, StatusClass, Values};
use crate::schema::{FieldSpec, Kind, MemberSchema, MetricSchema, NativeSpec, Number};

#[derive(Clone, Copy)]
struct Route;

impl Label for Route {
    const NAME: &'static str = "route";
    const VALUES: Values = Values::Fixed(&["r"; 600]);

    fn index(self) -> usize {
        0
    }

    fn from_index(_: usize) -> Option<Self> {
        Some(Self)
    }
}

static LABELS: [LabelSchema; 2] = [LabelSchema::of::<StatusClass>(), LabelSchema::of::<Route>()];

#[test]
fn a_budget_spells_the_product_out() {
    let counter = MetricSchema { labels: &LABELS, ..metric("x", "", Kind::Counter, Number::U64) };
    assert_eq!(counter.series(), 3600);
    let message = said(move || series(&counter, 3599));
    assert!(
        message.starts_with("too many series: status 6 x route 600 = 3600 series, budget 3599:"),
        "{message}"
    );
    assert_eq!(said(move || series(&counter, 3600)), "");
    let histogram = MetricSchema { labels: &LABELS, ..metric("x", "seconds", Kind::Histogram, Number::F64) };
    let message = said(move || series(&histogram, DEFAULT_MAX_SERIES));
    assert!(
        message.contains("status 6 x route 600 x buckets, sum and count 14 = 50400 series, budget 10000"),
        "{message}"
    );
}

#[test]
fn a_set_has_a_budget_too() {
    let counter = MetricSchema { labels: &LABELS, ..metric("hits", "", Kind::Counter, Number::U64) };
    let both = set_of(
        "x",
        vec![MemberSchema::Metric(metric("a", "", Kind::Gauge, Number::F64)), MemberSchema::Metric(counter)],
    );
    let message = said(move || set_series(both, 3600));
    assert!(message.contains("has 3601, budget 3600; the most, 3600, are those of `hits`:"), "{message}");
    assert_eq!(said(move || set_series(both, 3601)), "");
}

#[test]
fn the_greatest_is_found_in_whatever_order() {
    let counter = |name, labels| {
        MemberSchema::Metric(MetricSchema { labels, ..metric(name, "", Kind::Counter, Number::U64) })
    };
    let (one, six, many) = (counter("one", &[]), counter("six", &LABELS[..1]), counter("many", &LABELS));
    let nested = |members| MemberSchema::Set { prefix: "n", schema: set_of("", members) };
    for members in [
        vec![one, six, many],
        vec![many, six, one],
        vec![nested(vec![six, many]), one],
        vec![many, nested(vec![]), nested(vec![one])],
    ] {
        let set = set_of("", members);
        let message = said(move || set_series(set, 5));
        assert!(message.contains("; the most, 3600, are those of `many`:"), "{message}");
    }
}

#[test]
fn rows_and_quantiles_are_factors_too() {
    let spec = FieldSpec { quantiles: &[0.5, 0.9], max_rows: Some(7), ..FieldSpec::new("x", "Help.") };
    let rows = MetricSchema::of_rows(&spec, Kind::Summary, Number::F64, 1);
    assert!(
        said(move || series(&rows, 27))
            .starts_with("too many series: rows 7 x quantiles, sum and count 4 = 28 series, budget 27:")
    );
    assert_eq!(said(move || series(&rows, 28)), "");
    let alone = MetricSchema::new(&spec, Kind::Summary, Number::F64, &[]);
    assert!(
        said(move || series(&alone, 3))
            .starts_with("too many series: quantiles, sum and count 4 = 4 series, budget 3:")
    );
    let gauge = metric("x", "", Kind::Gauge, Number::F64);
    assert!(said(move || series(&gauge, 0)).starts_with("too many series: 1 series, budget 0:"));
}

#[test]
fn a_function_has_a_budget() {
    let calls = MetricSchema { labels: &LABELS, ..metric("calls", "", Kind::Counter, Number::U64) };
    let time = metric("time", "", Kind::Gauge, Number::F64);
    let both = set_of("", vec![MemberSchema::Metric(time), MemberSchema::Metric(calls)]);
    assert_eq!(said(move || function_series(both, 3600)), "");
    assert_eq!(
        said(move || function_series(both, 3599)),
        "this function has too many series: status 6 x route 600 = 3600 series, budget 3599: drop a label or some of its \
         values, or raise the budget with `max_series = …`"
    );
}

/// A gauge of so many rows has as many cells.
fn gauge_of_rows(rows: usize) -> MetricSchema {
    let spec = FieldSpec { max_rows: Some(rows), ..FieldSpec::new("x", "Help.") };
    MetricSchema::of_rows(&spec, Kind::Gauge, Number::F64, 1)
}

#[test]
fn whatever_the_budget_cells_can_be_counted() {
    let most = MOST_CELLS / 2;
    for (cells, fits) in [(most, true), (most + 1, false), (usize::MAX, false)] {
        let metric = gauge_of_rows(cells);
        assert_eq!(said(move || series(&metric, usize::MAX)).is_empty(), fits, "{cells}");
        let function = set_of("", vec![MemberSchema::Metric(metric)]);
        assert_eq!(said(move || function_series(function, usize::MAX)).is_empty(), fits, "{cells}");
    }
    let too_many = gauge_of_rows(most + 1);
    assert!(said(move || series(&too_many, usize::MAX)).starts_with("whatever the budget"));
    let endless = gauge_of_rows(usize::MAX);
    assert!(said(move || series(&endless, 9)).contains(" or more series, budget 9:"));
}

static MANY: [LabelSchema; 3] =
    [LabelSchema::of::<StatusClass>(), LabelSchema::of::<Route>(), LabelSchema::of::<Route>()];

/// A native histogram stores more cells than it has series.
#[test]
fn the_cells_of_native_histograms_are_always_counted() {
    let fine = NativeSpec { schema: 8, ..NativeSpec::DEFAULT };
    let spec = FieldSpec { native: Some(fine), ..FieldSpec::new("x", "Help.") };
    let native = MetricSchema::new(&spec, Kind::Histogram, Number::F64, &MANY);
    assert!(native.series() < MOST_CELLS / 2);
    assert!(said(move || series(&native, usize::MAX)).starts_with("whatever the budget"));
}
