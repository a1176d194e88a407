//! Where the cells of a native histogram are.
//!
//! The resolution is that of the schema where values are usual, from `2^-64` to `2^64`; a `Duration` and a `u64` have no
//! others. Beyond, it is halved each time the exponent doubles: five times up to the ends of the floats. So each value
//! has a cell of its own, found by counting leading zeros, and no cell ever means something else than before.
//!
//! Cells that mean the same of different series are neighbours: first all sums, then all first buckets, and so on.
//! Threads allocate cells in chunks, and the values of a metric are usually of a few orders of magnitude, so the chunks
//! of all the other buckets are never touched.

use super::place::{BINADES, INFINITE_PLACE, STEP_BITS, finest_place, halvings};
use crate::schema::{NativeSpec, Number};

/// The cells of one native histogram.
#[derive(Debug)]
pub(crate) struct Layout {
    series: usize,
    spec: NativeSpec,
    number: Number,
    /// The kinds of cells before the zero bucket: the sum, and the classic buckets.
    before: usize,
    /// The place of the first bucket of full resolution.
    first: i32,
    /// The number of buckets of full resolution.
    full: usize,
    /// The number of buckets of each coarser level beyond, a power of two; 0 if there is nothing beyond.
    beyond: usize,
    has_negative: bool,
}

/// A bucket, as a cell counts in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Slot {
    Zero,
    Positive { place: i32, schema: i32 },
    Negative { place: i32, schema: i32 },
}

/// How often the resolution is halved up to the ends of the floats: from 2^±64 to 2^±2048.
const LEVELS: usize = 5;
/// Up to here, a float has full resolution: 2^±64.
const FULL_BINADES: i32 = 64;

impl Layout {
    /// For `series` series of such numbers, with `before` cells of another kind each: see [`before`](Self::before).
    pub(crate) const fn new(series: usize, before: usize, spec: NativeSpec, number: Number) -> Self {
        let spec = spec.possible();
        let is_float = matches!(number, Number::F64 | Number::I64);
        let has_levels = is_float && spec.schema > 0;
        let (from, to) = match number {
            // From 2^0, which ends a bucket, up to 2^64.
            Number::U64 => (-1, 64),
            // From a nanosecond, 2^-29.9 s, up to 2^64 of them.
            Number::Nanoseconds => (-30, 35),
            _ if has_levels => (-FULL_BINADES, FULL_BINADES),
            _ => BINADES,
        };
        let shift = halvings(spec.schema);
        let first = (from << STEP_BITS) >> shift;
        let last = ((to << STEP_BITS) - 1) >> shift;
        Self {
            series,
            spec,
            number,
            before,
            first,
            full: (last - first + 1) as usize,
            beyond: if has_levels { (FULL_BINADES as usize) << spec.schema } else { 0 },
            has_negative: is_float,
        }
    }

    /// The number of cells of all series.
    pub(crate) const fn cells(&self) -> usize {
        self.series.saturating_mul(self.kinds())
    }

    pub(crate) const fn spec(&self) -> &NativeSpec {
        &self.spec
    }

    pub(super) const fn series(&self) -> usize {
        self.series
    }

    /// The number of kinds of cells.
    pub(super) const fn kinds(&self) -> usize {
        self.before + 1 + self.buckets() * (1 + self.has_negative as usize)
    }

    /// The offset of a cell of one series.
    #[inline]
    pub(super) fn offset(&self, kind: usize, series: usize) -> usize {
        kind * self.series + series
    }

    /// A value as it is exposed, from the unit in which values are compared with bounds.
    #[inline]
    pub(super) fn exposed(&self, position: f64) -> f64 {
        if matches!(self.number, Number::Nanoseconds) { position / 1e9 } else { position }
    }

    /// The kind of the cell in which a value is counted that is not NaN.
    #[inline]
    pub(super) fn kind(&self, value: f64) -> usize {
        let magnitude = value.abs();
        if magnitude <= self.spec.zero_threshold {
            return self.before;
        }
        let place = if magnitude < f64::INFINITY { finest_place(magnitude) } else { INFINITE_PLACE };
        let bucket = self.bucket(place >> halvings(self.spec.schema));
        self.before + 1 + bucket + if value < 0.0 && self.has_negative { self.buckets() } else { 0 }
    }

    /// What a cell of this kind counts; none for those before the zero bucket.
    pub(super) fn slot(&self, kind: usize) -> Option<Slot> {
        let at = kind.checked_sub(self.before)?;
        let Some(bucket) = at.checked_sub(1) else { return Some(Slot::Zero) };
        match bucket.checked_sub(self.buckets()) {
            None => self.place(bucket).map(|(place, schema)| Slot::Positive { place, schema }),
            Some(bucket) => self.place(bucket).map(|(place, schema)| Slot::Negative { place, schema }),
        }
    }

    /// The number of buckets on one side of zero.
    const fn buckets(&self) -> usize {
        self.full + self.beyond * LEVELS
    }

    /// The bucket for a place at the histogram's schema.
    #[inline]
    fn bucket(&self, place: i32) -> usize {
        let at = place.wrapping_sub(self.first) as u32 as usize;
        if at < self.full { at } else { self.bucket_beyond(place) }
    }

    /// A level has the places whose magnitude is from a half to the whole of `beyond`: the others have a finer one.
    #[cold]
    fn bucket_beyond(&self, place: i32) -> usize {
        if self.beyond == 0 {
            return if place < self.first { 0 } else { self.full - 1 };
        }
        let magnitude = (place ^ (place >> 31)) as usize;
        let level = (magnitude / self.beyond).ilog2() as usize + 1;
        let place = place >> level;
        let at = if place < 0 { place + self.beyond as i32 } else { place };
        self.full + (level - 1) * self.beyond + at as usize
    }

    /// The place of a bucket, and at which schema.
    fn place(&self, bucket: usize) -> Option<(i32, i32)> {
        let Some(beyond) = bucket.checked_sub(self.full) else {
            return Some((bucket as i32 + self.first, self.spec.schema));
        };
        let level = beyond.checked_div(self.beyond)? + 1;
        let at = (beyond % self.beyond) as i32;
        let place = if at < self.beyond as i32 / 2 { at - self.beyond as i32 } else { at };
        Some((place, self.spec.schema - level as i32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(schema: i32, number: Number) -> Layout {
        let spec = NativeSpec { schema, zero_threshold: 0.0, ..NativeSpec::DEFAULT };
        Layout::new(3, 2, spec, number)
    }

    /// Any value is counted in a bucket that it belongs to, and only there.
    fn has_its_bucket(layout: &Layout, value: f64) {
        let kind = layout.kind(value);
        assert!(kind > layout.before && kind < layout.kinds(), "{value}");
        let (place, schema) = match layout.slot(kind) {
            Some(Slot::Positive { place, schema }) if value > 0.0 => (place, schema),
            Some(Slot::Negative { place, schema }) if value < 0.0 => (place, schema),
            other => panic!("{value} is in {other:?}"),
        };
        assert!((NativeSpec::COARSEST..=layout.spec.schema).contains(&schema), "{value}: schema {schema}");
        let finest = if value.is_infinite() { INFINITE_PLACE } else { finest_place(value.abs()) };
        assert_eq!(finest >> halvings(schema), place, "{value} at {schema}");
    }

    #[test]
    fn every_float_has_a_bucket_of_its_own() {
        for schema in NativeSpec::COARSEST..=NativeSpec::FINEST {
            let layout = layout(schema, Number::F64);
            let mut value = f64::from_bits(1);
            while value.is_finite() {
                for value in [value, -value, value.next_up(), value.next_down()] {
                    if value != 0.0 {
                        has_its_bucket(&layout, value);
                    }
                }
                value *= 1.37;
                value = value.next_up();
            }
            for odd in [f64::MAX, f64::MIN, f64::INFINITY, f64::NEG_INFINITY] {
                has_its_bucket(&layout, odd);
            }
        }
    }

    #[test]
    fn usual_floats_have_full_resolution() {
        let layout = layout(8, Number::F64);
        for value in [1e-19, 1e-9, 1.0, 1e9, 1e19] {
            let slot = layout.slot(layout.kind(value)).unwrap();
            assert!(matches!(slot, Slot::Positive { schema: 8, .. }), "{value} is in {slot:?}");
        }
    }

    #[test]
    fn every_integer_has_a_bucket_of_full_resolution() {
        for schema in NativeSpec::COARSEST..=NativeSpec::FINEST {
            let (integers, durations) = (layout(schema, Number::U64), layout(schema, Number::Nanoseconds));
            assert_eq!((integers.beyond, durations.beyond), (0, 0));
            for power in 0..64 {
                for number in [1_u64 << power, (1 << power) + 1, u64::MAX >> power] {
                    has_its_bucket(&integers, Number::U64.to_f64(number));
                    has_its_bucket(&durations, Number::Nanoseconds.to_f64(number));
                }
            }
        }
    }

    #[test]
    fn what_no_integer_is_belongs_to_the_ends() {
        let layout = layout(0, Number::U64);
        assert_eq!(layout.kind(1e-300), layout.before + 1);
        for beyond in [1e300, f64::INFINITY] {
            assert_eq!(layout.kind(beyond), layout.before + layout.full);
        }
    }

    #[test]
    fn a_kind_is_a_slot_and_back() {
        for schema in [-4, 0, 1, 3] {
            let layout = layout(schema, Number::F64);
            assert_eq!((layout.slot(1), layout.slot(2)), (None, Some(Slot::Zero)));
            let mut slots: Vec<_> = (2..layout.kinds()).map(|kind| layout.slot(kind).unwrap()).collect();
            slots.sort_unstable();
            slots.dedup();
            assert_eq!(slots.len(), layout.kinds() - 2, "no two kinds are one bucket");
        }
    }

    #[test]
    fn what_is_near_zero_counts_as_zero() {
        let layout =
            Layout::new(1, 1, NativeSpec { zero_threshold: 0.5, ..NativeSpec::DEFAULT }, Number::F64);
        for value in [0.0, -0.0, 0.5, -0.5, 1e-300] {
            assert_eq!(layout.slot(layout.kind(value)), Some(Slot::Zero));
        }
        assert_ne!(layout.slot(layout.kind(0.5_f64.next_up())), Some(Slot::Zero));
    }
}
