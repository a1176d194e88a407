//! Numbers that have a least and a greatest value: each is tried at its limits.

use std::time::Duration;

use super::super::*;
use super::{kept, metric, said};
use crate::label::{LabelSchema, Values};
use crate::schema::{FieldSpec, Kind, MetricSchema, Number};

const PLAIN: FieldSpec = FieldSpec::new("x", "Help.");

#[test]
fn a_schema_is_from_minus_4_to_8() {
    for (schema, fits) in [(-5, false), (-4, true), (0, true), (8, true), (9, false)] {
        assert_eq!(said(move || native_schema(schema)).is_empty(), fits, "{schema}");
    }
    assert!(said(|| native_schema(9)).starts_with("a schema is from -4"));
}

#[test]
fn a_growth_has_a_schema() {
    for (growth, fits) in [(1.0, false), (1.0027, false), (1.0028, true), (2.0, true), (f64::NAN, false)] {
        assert_eq!(said(move || native_growth(growth)).is_empty(), fits, "{growth}");
    }
    assert!(said(|| native_growth(1.0)).contains("at least 1.0028"));
}

#[test]
fn a_native_histogram_exposes_some_buckets_but_not_all() {
    assert!(said(|| native_max_buckets(0)).starts_with("a native histogram exposes at least one bucket"));
    assert_eq!(said(|| native_max_buckets(1)), "");
    assert_eq!(said(|| native_max_buckets(10_000)), "");
    assert_eq!(
        said(|| native_max_buckets(10_001)),
        "a native histogram exposes at most 10000 buckets, each time it is scraped: 160 is usual"
    );
}

#[test]
fn a_zero_threshold_is_a_distance() {
    let good = [0.0, 1e-9, f64::MAX];
    let bad = [-1e-9, f64::INFINITY, f64::NAN];
    for (threshold, fits) in good.map(|good| (good, true)).into_iter().chain(bad.map(|bad| (bad, false))) {
        assert_eq!(said(move || native_zero_threshold(threshold)).is_empty(), fits, "{threshold}");
    }
}

#[test]
fn buckets_that_are_computed_ascend() {
    let fine = |start, factor| said(move || exponential_arguments(start, factor)).is_empty();
    assert!(fine(0.1, 1.1) && !fine(0.0, 2.0) && !fine(-1.0, 2.0) && !fine(1.0, 1.0) && !fine(1.0, f64::NAN));
    let fine = |width| said(move || linear_arguments(-5.0, width)).is_empty();
    assert!(fine(0.1) && !fine(0.0) && !fine(-1.0) && !fine(f64::NAN));
    let fine = |min, max| said(move || exponential_range_arguments(min, max)).is_empty();
    assert!(fine(0.1, 0.2) && !fine(0.0, 1.0) && !fine(1.0, 1.0) && !fine(2.0, 1.0));
}

#[test]
fn buckets_of_whole_numbers_end_where_those_are_told_apart() {
    let judged = |number, bound: f64| {
        let bounds: &'static [f64] = kept([1.0, bound]);
        let metric = MetricSchema::new(&PLAIN, Kind::Histogram, number, &[]);
        said(move || buckets(bounds, &metric))
    };
    let end = 9_223_372_036_854_775_808.0_f64;
    assert!(judged(Number::U64, end).contains("numbers from 2^63 on"));
    assert_eq!(judged(Number::U64, 9_223_372_036_854_774_784.0), "");
    assert_eq!(judged(Number::F64, end), "");
    assert_eq!(judged(Number::Nanoseconds, 1.0e300), "");
}

#[test]
fn buckets_of_a_function_are_judged_like_others() {
    assert_eq!(said(|| function_buckets(&[0.1, 1.0])), "");
    assert!(said(|| function_buckets(&[1.0, 0.1])).starts_with("bucket 2 is below the one before it"));
    assert!(
        said(|| function_buckets(const { &[1.0; 256] })).contains("at most 255 buckets, and these are 256")
    );
    let most: &'static [f64] = kept(crate::buckets::linear::<255>(1.0, 1.0));
    assert_eq!(said(move || function_buckets(most)), "");
    assert_eq!(bounds_or_stand_in(most), most);
}

fn summary(list: &'static [f64]) -> MetricSchema {
    MetricSchema::new(&FieldSpec { quantiles: list, ..PLAIN }, Kind::Summary, Number::F64, &[])
}

#[cfg(feature = "quantiles")]
#[test]
fn quantiles_ascend_from_0_to_1() {
    let quantiles_said = |list: &'static [f64]| said(move || quantiles(list, &summary(list)));
    assert_eq!(quantiles_said(&[0.0, 0.5, 1.0]), "");
    assert_eq!(
        quantiles_said(&[0.5, 99.0]),
        "quantile 2 is not within 0 and 1: the 99th percentile is `0.99`"
    );
    assert!(quantiles_said(&[-0.1]).starts_with("quantile 1 is not within"));
    assert!(quantiles_said(&[f64::NAN]).starts_with("quantile 1 is not within"));
    for list in [&[0.5, 0.5], &[0.9, 0.5]] {
        assert!(quantiles_said(list).starts_with("quantile 2 is not above the one before it"));
    }
    assert!(quantiles_said(&[]).starts_with("list the quantiles"));
    let many = |count: usize| (0..count).map(|at| at as f64 / 100.0).collect::<Vec<_>>();
    assert_eq!(quantiles_said(kept(many(16))), "");
    assert!(quantiles_said(kept(many(17))).starts_with("a summary has at most 16 quantiles"));
    let histogram = metric("x", "", Kind::Histogram, Number::F64);
    assert!(said(move || quantiles(&[0.5], &histogram)).starts_with("only a summary has quantiles"));
}

#[test]
fn a_window_belongs_to_quantiles() {
    let window_said = |text: &'static str, metric: MetricSchema| said(move || window(text, &metric));
    assert_eq!(window_said("10m", summary(&[0.5])), "");
    assert!(window_said("10", summary(&[0.5])).starts_with("expected a whole number of seconds"));
    for without in [summary(&[]), metric("x", "", Kind::Histogram, Number::F64)] {
        assert!(window_said("10m", without).starts_with("`window` says how long"));
    }
    let spec = FieldSpec { quantiles: &[0.5], ..PLAIN };
    let rows = MetricSchema::of_rows(&spec, Kind::Summary, Number::F64, 1);
    assert!(window_said("10m", rows).starts_with("the quantiles of rows"));
    assert_eq!(window_or_stand_in("1000h"), Duration::from_secs(3_600_000));
    assert_eq!(window_or_stand_in("1001h"), Duration::from_secs(600));
}

#[test]
fn a_bounded_label_has_room() {
    assert!(said(|| capacity(0)).starts_with("`Bounded<0>` has no room"));
    assert_eq!(said(|| capacity(1)), "");
    let most = u32::MAX as usize;
    assert_eq!(said(move || capacity(most - 1)), "");
    assert!(said(move || capacity(most)).starts_with("a `Bounded<N>` holds fewer than 2^32"));
}

#[test]
fn a_label_has_values_that_fit_its_metric() {
    fn labels_said(kind: Kind, values: Values) -> String {
        let label = LabelSchema::new("state", values);
        let metric = MetricSchema { labels: kept(vec![label]), ..metric("x", "", kind, Number::U64) };
        said(move || labels(&metric))
    }
    let fixed = Values::Fixed(&["on", "off"]);
    assert_eq!(labels_said(Kind::Counter, fixed), "");
    assert_eq!(labels_said(Kind::StateSet, fixed), "");
    assert_eq!(
        labels_said(Kind::Counter, Values::Fixed(&[])),
        "the label `state` has no values: no series can exist"
    );
    let one_more = Values::AndOne(&Values::Fixed(&["on"]), "none");
    assert_eq!(labels_said(Kind::Counter, one_more), "");
    assert!(labels_said(Kind::StateSet, one_more).starts_with("the states of a state set are known"));
    assert_eq!(labels_said(Kind::Counter, Values::InRows), "");
    assert_eq!(said(|| label_value("x")), "");
}

#[test]
fn labels_of_rows_are_judged_where_they_are_named() {
    let spec = FieldSpec { rows: const { &[LabelSchema::in_rows("le")] }, max_rows: Some(2), ..PLAIN };
    let metric = MetricSchema::of_rows(&spec, Kind::Gauge, Number::F64, 1);
    assert_eq!(said(move || labels(&metric)), "");
}
