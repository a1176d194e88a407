//! The exponential buckets of one series, as they were read.

/// The exponential buckets of one series of a [native histogram](crate::schema::NativeSpec).
///
/// They are complete: `zero_count` and the counts of all buckets add up to the number of observations.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct NativeBuckets<'a> {
    /// The resolution: each bound is `2^(2^-schema)` times the one before it. OpenTelemetry calls it the scale.
    pub schema: i32,
    /// What is not farther from zero counts as zero.
    pub zero_threshold: f64,
    /// The observations that count as zero.
    pub zero_count: u64,
    /// The buckets above zero in which there are observations, in ascending order of their indices.
    pub positive: &'a [NativeBucket],
    /// Those below zero, mirrored: bucket `i` covers `[-base^i, -base^(i-1))`.
    pub negative: &'a [NativeBucket],
}

/// An exponential bucket with observations in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NativeBucket {
    /// Bucket `i` covers `(base^(i-1), base^i]`. In OpenTelemetry's exponential histograms, this is bucket `i - 1`.
    pub index: i32,
    /// The number of observations, not cumulative.
    pub count: u64,
}

impl NativeBuckets<'_> {
    /// The number of observations: the zero bucket and all others.
    pub fn count(&self) -> u64 {
        let buckets = self.positive.iter().chain(self.negative);
        buckets.fold(self.zero_count, |count, bucket| count.wrapping_add(bucket.count))
    }
}

/// What the exponential buckets of a series held when it was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct NativeSnapshot {
    /// The resolution; see [`NativeBuckets::schema`].
    pub schema: i32,
    /// The observations that count as zero.
    pub zero_count: u64,
    /// The buckets above zero, in ascending order of their indices.
    pub positive: Vec<NativeBucket>,
    /// Those below zero, mirrored.
    pub negative: Vec<NativeBucket>,
}

impl NativeSnapshot {
    pub(super) fn of(read: &NativeBuckets<'_>) -> Self {
        Self {
            schema: read.schema,
            zero_count: read.zero_count,
            positive: read.positive.to_vec(),
            negative: read.negative.to_vec(),
        }
    }
}
