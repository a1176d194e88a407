//! Bounds, as they are made ready while the program is compiled.

use super::*;
use crate::buckets::{MAX, linear};
use crate::schema::NativeSpec;

/// A field with so many buckets, 1, 2, 3 and so on.
struct Field<const COUNT: usize>;

impl<const COUNT: usize> Field<COUNT> {
    const LIST: [f64; COUNT] = linear(1.0, 1.0);
}

impl<const COUNT: usize> Spec for Field<COUNT> {
    const SPEC: FieldSpec = FieldSpec {
        buckets: Some(&Self::LIST),
        native: if COUNT == 16 { Some(NativeSpec::DEFAULT) } else { None },
        ..FieldSpec::new("x", "Help.")
    };
}

struct SaysNothing;

impl Spec for SaysNothing {
    const SPEC: FieldSpec = FieldSpec::new("x", "Help.");
}

fn keeps_all<const COUNT: usize>() {
    let bounds = Histogram::<(), f64>::scaled_bounds::<Field<COUNT>>();
    assert_eq!(bounds, linear::<COUNT>(1.0, 1.0));
    let scaled = Histogram::<(), Duration>::scaled_bounds::<Field<COUNT>>();
    assert_eq!(scaled, linear::<COUNT>(1e9, 1e9));
    assert!(std::ptr::eq(Bounds::<(), f64, Field<COUNT>>::own().bounds(), bounds));
}

#[test]
fn lists_of_all_lengths_are_kept_whole() {
    keeps_all::<1>();
    keeps_all::<16>();
    keeps_all::<17>();
    keeps_all::<64>();
    keeps_all::<65>();
    keeps_all::<MAX>();
}

#[test]
fn fields_that_say_nothing_share_a_table() {
    let bounds = Histogram::<(), f64>::scaled_bounds::<SaysNothing>();
    assert_eq!(bounds, DEFAULT);
    assert!(std::ptr::eq(bounds, Histogram::<bool, f64>::scaled_bounds::<SaysNothing>()));
    let seconds = Histogram::<(), Duration>::scaled_bounds::<SaysNothing>();
    assert!(seconds.iter().zip(DEFAULT).all(|(scaled, bound)| (scaled / bound - 1e9).abs() < 1.0));
}

#[test]
fn what_has_no_bounds_has_a_sum_and_a_count() {
    let recorder = Recorder::without_bounds(2);
    for (series, value) in [(0, 2.5), (2, 7.0), (2, 1.0)] {
        value.observe(&recorder, series);
    }
    let cells: Vec<u64> = (0..4).map(|cell| recorder.cells.sum(cell)).collect();
    assert_eq!((cells[1], cells[3]), (1, 2));
}
