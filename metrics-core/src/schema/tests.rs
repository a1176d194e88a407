//! What follows from a description: series, cells, and numbers.

use super::*;
use crate::label::{LabelSchema, LabelSet, StatusClass, Values};

const PLAIN: FieldSpec = FieldSpec {
    buckets: Some(&[1.0, 2.0]),
    quantiles: &[0.5, 0.9, 0.99],
    unit: "bytes",
    ..FieldSpec::new("x", "Help.")
};

fn schema(kind: Kind) -> MetricSchema {
    MetricSchema::new(&PLAIN, kind, Number::F64, <(StatusClass, bool)>::LABELS)
}

#[test]
fn series_are_what_a_server_stores() {
    for (kind, samples, cells) in [
        (Kind::Counter, 1, 1),
        (Kind::Gauge, 1, 1),
        (Kind::Histogram, 5, 4),
        (Kind::Summary, 5, 5),
        (Kind::Info, 1, 1),
        (Kind::StateSet, 1, 1),
    ] {
        let schema = schema(kind);
        assert_eq!(
            (schema.combinations(), schema.samples(), schema.cells()),
            (12, samples, cells),
            "{kind:?}"
        );
        assert_eq!((schema.series(), schema.stored_cells()), (12 * samples, 12 * cells), "{kind:?}");
        assert_eq!(schema.buckets.is_empty(), kind != Kind::Histogram);
        assert_eq!(schema.quantiles.is_empty(), kind != Kind::Summary);
        assert!(schema.native_layout().is_none() && !schema.adds_up && schema.adding_up().adds_up);
    }
}

#[test]
fn a_native_histogram_needs_no_other_bounds() {
    let native = FieldSpec { native: Some(NativeSpec::DEFAULT), ..PLAIN };
    let both = MetricSchema::new(&native, Kind::Histogram, Number::F64, &[]);
    let alone = MetricSchema::new(&FieldSpec { buckets: None, ..native }, Kind::Histogram, Number::F64, &[]);
    assert_eq!((both.samples(), both.cells()), (6, 4), "each bucket, and one more");
    assert_eq!((alone.samples(), alone.cells()), (3, 2), "where a server knows nothing of such");
    assert!(alone.stored_cells() > 2 && both.stored_cells() == alone.stored_cells() + 2);
    assert!(MetricSchema::new(&native, Kind::Counter, Number::F64, &[]).native.is_none());
    let classic =
        MetricSchema::new(&FieldSpec { buckets: None, ..PLAIN }, Kind::Histogram, Number::Nanoseconds, &[]);
    assert_eq!(classic.buckets, crate::buckets::DEFAULT);
}

#[test]
fn rows_are_as_many_as_there_can_be() {
    static ROWS: [LabelSchema; 1] = [LabelSchema::in_rows("table")];
    let spec = FieldSpec { rows: &ROWS, max_rows: Some(7), native: Some(NativeSpec::DEFAULT), ..PLAIN };
    let of = |spec, kind| MetricSchema::of_rows(spec, kind, Number::F64, 1);
    let rows = of(&spec, Kind::Histogram);
    assert_eq!((rows.combinations(), rows.series(), rows.stored_cells()), (7, 35, 28));
    assert_eq!((rows.row_labels, rows.labels[0].name, rows.native), (1, "table", None));
    assert_eq!(of(&FieldSpec { max_rows: None, ..spec }, Kind::Gauge).combinations(), 1);
}

static INNER: SetSchema =
    SetSchema { type_name: "Inner", prefix: "", members: &[], location: std::panic::Location::caller() };
static OUTER: [MemberSchema; 2] =
    [MemberSchema::Set { prefix: "", schema: &INNER }, MemberSchema::Metric(ENDLESS)];
static TWICE: [MemberSchema; 2] = [MemberSchema::Metric(ENDLESS), MemberSchema::Metric(ENDLESS)];
static ENDLESS_LABEL: [LabelSchema; 1] =
    [LabelSchema::new("many", Values::Interned { capacity: usize::MAX, seen: || unreachable!() })];
const ENDLESS: MetricSchema = MetricSchema::new(&PLAIN, Kind::Histogram, Number::F64, &ENDLESS_LABEL);

#[test]
fn what_is_too_much_saturates() {
    let all = [ENDLESS.combinations(), ENDLESS.series(), ENDLESS.stored_cells()];
    assert_eq!(all, [usize::MAX; 3]);
    let outer = SetSchema { members: &OUTER, ..INNER };
    assert_eq!((INNER.series(), outer.series()), (0, usize::MAX));
    assert_eq!(SetSchema { members: &TWICE, ..INNER }.series(), usize::MAX);
}

#[test]
fn a_cell_is_read_as_its_number_says() {
    let read = |number: Number, cell| number.to_f64(cell);
    assert_eq!(read(Number::U64, u64::MAX), 18_446_744_073_709_551_615.0);
    assert_eq!(read(Number::I64, u64::MAX), -1.0);
    assert_eq!(read(Number::F64, 2.5_f64.to_bits()), 2.5);
    assert_eq!(read(Number::Nanoseconds, 1_500_000_000), 1.5);
    let units = [Number::U64, Number::I64, Number::F64, Number::Nanoseconds].map(Number::unit);
    assert_eq!(units, ["", "", "", "seconds"]);
}

#[test]
fn a_schema_that_there_is_not_becomes_the_nearest() {
    let possible = |schema| NativeSpec { schema, ..NativeSpec::DEFAULT }.possible().schema;
    assert_eq!([-5, -4, 0, 8, 9].map(possible), [-4, -4, 0, 8, 8]);
}
