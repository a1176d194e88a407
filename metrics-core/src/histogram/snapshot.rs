//! A histogram's series at one moment.

use super::HistogramValue;

/// What a histogram's series held when it was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct HistogramSnapshot {
    /// The number of observations.
    pub count: u64,
    /// Their sum, in the unit of the bounds.
    pub sum: f64,
    /// The observations in each bucket, not cumulative; the last one ends at infinity.
    pub buckets: Vec<u64>,
}

impl HistogramSnapshot {
    pub(super) fn new<V: HistogramValue>(cells: &[u64]) -> Self {
        let (sum, buckets) = cells.split_first().map_or((0, cells), |(&sum, buckets)| (sum, buckets));
        Self {
            count: buckets.iter().fold(0, |count: u64, &bucket| count.wrapping_add(bucket)),
            sum: V::NUMBER.to_f64(sum),
            buckets: buckets.to_vec(),
        }
    }
}
