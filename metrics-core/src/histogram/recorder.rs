//! Recording one observation, whatever the labels of the histogram are.

use super::finder::Finder;
use crate::cells::{Add, Block, Change};

/// The cells of a histogram, and the way from a value to one of them.
pub(crate) struct Recorder {
    /// For each series: the sum, then the buckets. A bucket is written before the sum and read after it.
    pub(crate) cells: Block,
    pub(super) finder: &'static Finder,
}

impl Recorder {
    /// For what is only counted and summed up: the sum, and one bucket for everything.
    pub(crate) const fn without_bounds(series: usize) -> Self {
        let finder = Finder::NO_BOUNDS;
        Self { cells: Block::new(series.saturating_mul(finder.cells())), finder }
    }

    /// Where events go whose label is out of range; see [`rejected`](crate::rejected).
    pub(crate) const REJECTED: &'static Self = {
        static REJECTED: Recorder = Recorder { cells: Block::new(0), finder: Finder::NO_BOUNDS };
        &REJECTED
    };

    /// Records a value in the series at `offset`. `bits` are those of the value as a float, which is not negative.
    #[inline]
    pub(super) fn record(&self, offset: usize, bits: u64, sum: impl Change) {
        let Some(bucket) = self.finder.bucket(bits) else {
            return self.record_native(offset, f64::from_bits(bits), sum);
        };
        let bucket = offset + 1 + bucket;
        if let Some([bucket, sum_cell]) = self.cells.own([bucket, offset]) {
            Add(1).own(bucket);
            // Published: whoever reads this sum reads the bucket as well.
            sum.own(sum_cell);
        } else {
            self.record_anyway(bucket, offset, sum);
        }
    }

    /// Records a float that is zero, or one of the odd values in the [table](crate::Histogram#values).
    #[cold]
    #[inline(never)]
    pub(super) fn record_odd(&self, offset: usize, value: f64, sum: impl Change) {
        if value.is_nan() {
            return;
        }
        if self.finder.native().is_some() {
            return self.record_native(offset, value, sum);
        }
        let bucket = offset + 1 + self.finder.bucket_of(value);
        if value.is_finite() && self.finder.has_negative() {
            self.record_anyway(bucket, offset, sum);
        } else {
            self.cells.change(bucket, Add(1));
        }
    }

    #[cold]
    #[inline(never)]
    fn record_anyway(&self, bucket: usize, offset: usize, sum: impl Change) {
        self.cells.change_anyway(bucket, Add(1));
        self.cells.change_anyway(offset, sum);
    }
}
