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

        /// Records the value in the series at `offset`.
        ///
        /// Not inlined, and no generic function: the same few instructions would be everywhere that something is
        /// observed.
        fn observe(self, recorder: &Recorder, offset: usize);

        /// Adds a run of cells up, `from` of them further on in `sums`. Every `stride`-th cell is a sum of observations.
        fn sum(sums: &mut [u64], from: usize, run: &[Cell], stride: usize) {
            let _ = stride; // as integers, sums and counts add up alike
            sums[from..].iter_mut().zip(run).for_each(|(sum, cell)| *sum = sum.wrapping_add(cell.read()));
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for f64 {
        const SCALE: f64 = 1.0;

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
            let mut is_sum = (0..stride).cycle().skip(from % stride).map(|place| place == 0);
            for (sum, cell) in sums[from..].iter_mut().zip(run) {
                *sum = match is_sum.next() {
                    Some(true) => (Self::from_bits(*sum) + Self::from_bits(cell.read())).to_bits(),
                    _ => sum.wrapping_add(cell.read()),
                };
            }
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for u64 {
        const SCALE: f64 = 1.0;

        #[inline(never)]
        fn observe(self, recorder: &Recorder, offset: usize) {
            // As a signed integer: converting those is one instruction, and 2^63 lies beyond all bounds that matter.
            let value = self.min(i64::MAX as Self) as i64 as f64;
            recorder.record(offset, value.to_bits(), Publish(self));
        }
    }

    #[allow(private_interfaces, private_bounds)]
    impl Observable for Duration {
        const SCALE: f64 = 1e9;

        #[inline]
        fn observe(self, recorder: &Recorder, offset: usize) {
            self.to_cell().observe(recorder, offset);
        }
    }
}
