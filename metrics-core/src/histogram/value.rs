//! What a histogram can observe.

use std::time::Duration;

use crate::cells::{Block, Cell, Publish, PublishFloat};
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

mod sealed {
    use super::{Block, Cell, Duration, Publish, PublishFloat, Value};

    #[allow(private_interfaces)] // nobody outside can name the trait, let alone call this
    pub trait Observable: Value {
        /// How many units of [`position`](Self::position) there are in one unit of the bounds.
        const SCALE: f64;

        /// Where the value lies among the scaled bounds.
        fn position(self) -> f64;

        /// Adds the value to a sum, unless it would make it useless. `negative`: whether values below zero are usual.
        fn add_to_sum(self, cells: &Block, offset: usize, negative: bool);

        /// Adds a run of cells up, `from` of them further on in `sums`. Every `stride`-th cell is a sum of observations.
        fn sum(sums: &mut [u64], from: usize, run: &[Cell], stride: usize) {
            let _ = stride; // as integers, sums and counts add up alike
            sums[from..].iter_mut().zip(run).for_each(|(sum, cell)| *sum = sum.wrapping_add(cell.read()));
        }
    }

    #[allow(private_interfaces)]
    impl Observable for f64 {
        const SCALE: f64 = 1.0;

        #[inline]
        fn position(self) -> f64 {
            self
        }

        #[inline]
        fn add_to_sum(self, cells: &Block, offset: usize, negative: bool) {
            if self.is_finite() && (self > 0.0 || negative) {
                cells.change(offset, PublishFloat(self));
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

    #[allow(private_interfaces)]
    impl Observable for u64 {
        const SCALE: f64 = 1.0;

        #[inline]
        fn position(self) -> f64 {
            self as f64
        }

        #[inline]
        fn add_to_sum(self, cells: &Block, offset: usize, _negative: bool) {
            cells.change(offset, Publish(self));
        }
    }

    #[allow(private_interfaces)]
    impl Observable for Duration {
        const SCALE: f64 = 1e9;

        #[inline]
        fn position(self) -> f64 {
            self.to_cell() as f64
        }

        #[inline]
        fn add_to_sum(self, cells: &Block, offset: usize, _negative: bool) {
            cells.change(offset, Publish(self.to_cell()));
        }
    }
}
