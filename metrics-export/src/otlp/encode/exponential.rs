//! Exponential buckets: taken apart, made coarser, and subtracted.

use metrics_core::{NativeBucket, NativeBuckets};
use opentelemetry_proto::tonic::metrics::v1::exponential_histogram_data_point::Buckets;

/// The exponential buckets of a series. A bucket `i` ends at `base^i`, as Prometheus numbers them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Exponential {
    pub(super) schema: i32,
    pub(super) zero_count: u64,
    /// Indices, in ascending order, and counts.
    pub(super) positive: Vec<(i32, u64)>,
    pub(super) negative: Vec<(i32, u64)>,
}

impl Exponential {
    pub(super) fn new(native: &NativeBuckets<'_>) -> Self {
        let own =
            |buckets: &[NativeBucket]| buckets.iter().map(|bucket| (bucket.index, bucket.count)).collect();
        Self {
            schema: native.schema,
            zero_count: native.zero_count,
            positive: own(native.positive),
            negative: own(native.negative),
        }
    }

    pub(super) fn count(&self) -> u64 {
        let buckets = self.positive.iter().chain(&self.negative);
        buckets.fold(self.zero_count, |count, (_, bucket)| count.wrapping_add(*bucket))
    }

    /// The growth since `before`, which may have had a finer resolution. `None` if something has fallen.
    pub(super) fn since(&self, before: &Self) -> Option<Self> {
        let mut before = before.clone();
        while before.schema > self.schema {
            before = before.coarser();
        }
        if before.schema < self.schema {
            return None;
        }
        Some(Self {
            schema: self.schema,
            zero_count: self.zero_count.checked_sub(before.zero_count)?,
            positive: growth(&self.positive, &before.positive)?,
            negative: growth(&self.negative, &before.negative)?,
        })
    }

    /// With so few buckets from the first to the last as OpenTelemetry's SDKs have, or as the metric says if that is
    /// more: a message has all of them, also those with nothing in them.
    pub(super) fn no_longer_than(mut self, buckets: usize) -> Self {
        let longest = buckets.max(160);
        while span(&self.positive).max(span(&self.negative)) > longest {
            self = self.coarser();
        }
        self
    }

    /// Pairs of buckets become one.
    fn coarser(&self) -> Self {
        Self {
            schema: self.schema - 1,
            zero_count: self.zero_count,
            positive: merged(&self.positive),
            negative: merged(&self.negative),
        }
    }
}

/// From the first bucket to the last, dense. OpenTelemetry numbers a bucket by where it begins.
pub(super) fn dense(buckets: &[(i32, u64)]) -> Buckets {
    let Some(&(first, _)) = buckets.first() else { return Buckets::default() };
    let mut bucket_counts = vec![0; span(buckets)];
    for &(index, count) in buckets {
        bucket_counts[index.abs_diff(first) as usize] = count;
    }
    Buckets { offset: first - 1, bucket_counts }
}

fn span(buckets: &[(i32, u64)]) -> usize {
    buckets
        .first()
        .zip(buckets.last())
        .map_or(0, |((first, _), (last, _))| last.abs_diff(*first) as usize + 1)
}

fn merged(buckets: &[(i32, u64)]) -> Vec<(i32, u64)> {
    let mut merged: Vec<(i32, u64)> = Vec::with_capacity(buckets.len());
    for &(index, count) in buckets {
        // Bucket 2i and the one before it end where bucket i of the coarser ones does.
        let index = (index + 1) >> 1;
        match merged.last_mut() {
            Some((last, sum)) if *last == index => *sum += count,
            _ => merged.push((index, count)),
        }
    }
    merged
}

fn growth(now: &[(i32, u64)], before: &[(i32, u64)]) -> Option<Vec<(i32, u64)>> {
    let mut growth = Vec::with_capacity(now.len());
    let mut before = before.iter().peekable();
    for &(index, count) in now {
        let earlier = before.next_if(|(earlier, _)| *earlier <= index);
        let earlier = match earlier {
            Some((at, earlier)) if *at == index => *earlier,
            // There is nothing now where there was something before.
            Some(_) => return None,
            None => 0,
        };
        let more = count.checked_sub(earlier)?;
        if more > 0 {
            growth.push((index, more));
        }
    }
    before.next().is_none().then_some(growth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(schema: i32, positive: &[(i32, u64)]) -> Exponential {
        Exponential { schema, zero_count: 1, positive: positive.to_vec(), negative: Vec::new() }
    }

    #[test]
    fn coarser_buckets_end_where_finer_ones_did() {
        // (1, 2] and (2, 4] of schema 0 end in 1 and 2; those of schema -1, (1, 4], in 1.
        assert_eq!(merged(&[(0, 1), (1, 2), (2, 3), (3, 4)]), [(0, 1), (1, 5), (2, 4)]);
        assert_eq!(merged(&[(-3, 1), (-2, 2), (-1, 3), (0, 4)]), [(-1, 3), (0, 7)]);
    }

    #[test]
    fn growth_is_exact_across_resolutions() {
        let before = of(1, &[(1, 5), (2, 1), (8, 2)]);
        let now = of(0, &[(1, 7), (3, 4), (4, 2)]);
        let grown = now.since(&before).unwrap();
        assert_eq!((grown.schema, grown.zero_count), (0, 0));
        assert_eq!(grown.positive, [(1, 1), (3, 4)]);
        assert_eq!(now.since(&now).unwrap().count(), 0);
    }

    #[test]
    fn what_has_fallen_began_anew() {
        assert_eq!(of(0, &[(1, 1)]).since(&of(0, &[(1, 2)])), None);
        assert_eq!(of(0, &[(2, 1)]).since(&of(0, &[(1, 1)])), None);
        assert_eq!(of(0, &[(1, 1)]).since(&of(0, &[(1, 1), (2, 1)])), None);
        assert_eq!(of(1, &[(1, 1)]).since(&of(0, &[])), None);
    }

    #[test]
    fn a_message_has_all_buckets_between_and_not_too_many() {
        let buckets = dense(&[(-2, 1), (1, 3)]);
        assert_eq!((buckets.offset, buckets.bucket_counts), (-3, vec![1, 0, 0, 3]));
        assert_eq!(dense(&[]), Buckets::default());
        let wide = of(8, &[(-1000, 1), (0, 2), (1000, 3)]);
        let narrow = wide.clone().no_longer_than(160);
        assert!(span(&narrow.positive) <= 160 && narrow.schema == 4);
        assert_eq!(narrow.count(), wide.count());
        assert_eq!(of(8, &[(1, 1), (300, 1)]).no_longer_than(1000).schema, 8);
    }
}
