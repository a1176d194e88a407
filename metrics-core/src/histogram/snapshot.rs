//! A histogram's series at one moment.

use super::{HistogramValue, NativeSnapshot};

/// What a histogram's series held when it was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct HistogramSnapshot {
    /// The number of observations.
    pub count: u64,
    /// Their sum, in the unit of the bounds.
    pub sum: f64,
    /// The upper bounds of the buckets, the last one left out: it ends at infinity.
    pub bounds: &'static [f64],
    /// The observations in each bucket, not cumulative.
    pub buckets: Vec<u64>,
    /// The exponential buckets, in a native histogram.
    pub native: Option<NativeSnapshot>,
}

impl HistogramSnapshot {
    /// The observations up to a bound: how many requests were answered in time.
    ///
    /// Exact for a bound of a bucket; for another number, those of the buckets that end below it.
    pub fn at_most(&self, bound: f64) -> u64 {
        let below = self.bounds.iter().take_while(|&&other| other <= bound).count();
        self.buckets.iter().take(below).fold(0, |count, &bucket| count.wrapping_add(bucket))
    }

    pub(super) fn new<V: HistogramValue>(bounds: &'static [f64], cells: &[u64]) -> Self {
        let (sum, buckets) = cells.split_first().map_or((0, cells), |(&sum, buckets)| (sum, buckets));
        Self {
            count: buckets.iter().fold(0, |count: u64, &bucket| count.wrapping_add(bucket)),
            sum: V::NUMBER.to_f64(sum),
            bounds,
            buckets: buckets.to_vec(),
            native: None,
        }
    }
}
