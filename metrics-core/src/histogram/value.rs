//! What a histogram can observe.

use std::time::Duration;

use super::recorder::Recorder;
use crate::cells::{Cell, Publish, PublishFloat};
use crate::value::Value;

/// What a histogram can observe.
#[diagnostic::on_unimplemented(
    message = "a histogram cannot observe `{Self}`",
    label = "expected `f64`, `u64` or `Duration`"
)]
pub trait HistogramValue: Value + sealed::Observable {}

#[diagnostic::do_not_recommend]
impl HistogramValue for f64 {}
#[diagnostic::do_not_recommend]
impl HistogramValue for u64 {}
#[diagnostic::do_not_recommend]
impl HistogramValue for Duration {}

pub(crate) mod sealed {
    use super::{Cell, Duration, Publish, PublishFloat, Recorder, Value};

    #[allow(private_interfaces, private_bounds)] // nobody outside can name the trait, let alone call this
    pub trait Observable: Value {
        /// How many units of what is compared there are in one unit of the bounds.
        const SCALE: f64;

        /// Where the value lies among the scaled bounds.
        fn position(self) -> f64;

        /// Records the value in the series at `offset`.
        ///
        /// Not inlined, and no generic function: the same few instructions would be everywhere that something is
        /// observed.
        fn observe(self, recorder: &Recorder, offset: usize);

        /// Adds a run of cells up, `from` of them further on in `sums`. Every `stride`-th cell is a sum of observations.
        fn sum(sums: &mut [u64], from: usize, run: &[Cell], stride: usize) {
            let _ = stride; // as integers, sums and counts add up alike
            Cell::add_up(&mut sums[from..], run);
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for f64 {
        const SCALE: f64 = 1.0;

        #[inline]
        fn position(self) -> f64 {
            self
        }

        #[inline(never)]
        fn observe(self, recorder: &Recorder, offset: usize) {
            // Above zero and below infinity, in one comparison of the bits.
            if self.to_bits().wrapping_sub(1) < Self::INFINITY.to_bits() - 1 {
                recorder.record(offset, self.to_bits(), PublishFloat(self));
            } else {
                recorder.record_odd(offset, self, PublishFloat(self));
            }
        }

        fn sum(sums: &mut [u64], from: usize, run: &[Cell], stride: usize) {
            // The run may begin in the middle of a series: first what is left of that one.
            let (rest, rows) = run.split_at(run.len().min((stride - from % stride) % stride));
            Cell::add_up(&mut sums[from..], rest);
            let rows = sums[from + rest.len()..].chunks_mut(stride).zip(rows.chunks(stride));
            for (sums, row) in rows {
                sums[0] = (Self::from_bits(sums[0]) + Self::from_bits(row[0].read())).to_bits();
                Cell::add_up(&mut sums[1..], &row[1..]);
            }
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for u64 {
        const SCALE: f64 = 1.0;

        #[inline]
        fn position(self) -> f64 {
            // As a signed integer: converting those is one instruction, and 2^63 lies beyond all bounds, which
            // `check::buckets` sees to. A `Duration` is compared up to 2^63 nanoseconds, 292 years.
            self.min(i64::MAX as Self) as i64 as f64
        }

        #[inline(never)]
        fn observe(self, recorder: &Recorder, offset: usize) {
            recorder.record(offset, self.position().to_bits(), Publish(self));
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for Duration {
        const SCALE: f64 = 1e9;

        #[inline]
        fn position(self) -> f64 {
            self.to_cell().position()
        }

        #[inline]
        fn observe(self, recorder: &Recorder, offset: usize) {
            self.to_cell().observe(recorder, offset);
        }
    }
}
