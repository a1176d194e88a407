//! What was read of a native histogram, made ready to be exposed: one resolution for each series, and not too many
//! buckets.

use std::ops::Range;

use super::buckets::{NativeBucket, NativeBuckets};
use super::layout::Slot;
use crate::schema::NativeSpec;

/// The exponential buckets of one metric. Reused, so that a scrape allocates nothing once it is warm.
#[derive(Debug, Default)]
pub(crate) struct NativeReading {
    entries: Vec<Entry>,
    /// The buckets of all series, one after the other.
    buckets: Vec<NativeBucket>,
    /// The series in which there are observations, in ascending order.
    series: Vec<Settled>,
    /// Working space.
    sums: Vec<u64>,
}

/// What one cell says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(super) series: usize,
    pub(super) slot: Slot,
    pub(super) count: u64,
}

#[derive(Debug)]
struct Settled {
    series: usize,
    schema: i32,
    zero_count: u64,
    positive: Range<usize>,
    negative: Range<usize>,
}

impl NativeReading {
    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.buckets.clear();
        self.series.clear();
    }

    pub(super) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Room for numbers, empty.
    pub(super) fn sums(&mut self) -> &mut Vec<u64> {
        self.sums.clear();
        &mut self.sums
    }

    /// Merges what is one bucket, and counts the row of each series up to the same number of observations: its last
    /// classic bucket, that ends at infinity, gets what the others lack.
    pub(crate) fn settle(&mut self, spec: &NativeSpec, rows: &mut [u64], stride: usize) {
        self.entries.sort_unstable_by_key(|entry| (entry.series, entry.slot));
        let mut rest = 0..self.entries.len();
        while let Some(first) = self.entries.get(rest.start) {
            let series = first.series;
            let len = self.entries[rest.clone()].partition_point(|entry| entry.series == series);
            let settled = self.settle_one(series, rest.start..rest.start + len, spec);
            let count = self.show(&settled, spec).count();
            complete(&mut rows[series * stride..][..stride], count);
            self.series.push(settled);
            rest.start += len;
        }
    }

    /// The buckets of one series.
    pub(crate) fn buckets(&self, series: usize, spec: &NativeSpec) -> NativeBuckets<'_> {
        match self.series.binary_search_by_key(&series, |settled| settled.series) {
            Ok(at) => self.show(&self.series[at], spec),
            Err(_) => NativeBuckets {
                schema: spec.schema,
                zero_threshold: spec.zero_threshold,
                zero_count: 0,
                positive: &[],
                negative: &[],
            },
        }
    }

    fn show(&self, settled: &Settled, spec: &NativeSpec) -> NativeBuckets<'_> {
        NativeBuckets {
            schema: settled.schema,
            zero_threshold: spec.zero_threshold,
            zero_count: settled.zero_count,
            positive: &self.buckets[settled.positive.clone()],
            negative: &self.buckets[settled.negative.clone()],
        }
    }

    /// The entries of a series as buckets of the finest schema that all of them, and their number, allow.
    fn settle_one(&mut self, series: usize, entries: Range<usize>, spec: &NativeSpec) -> Settled {
        let entries = &self.entries[entries];
        let schemas = entries.iter().filter_map(|entry| match entry.slot {
            Slot::Zero => None,
            Slot::Positive { schema, .. } | Slot::Negative { schema, .. } => Some(schema),
        });
        let mut schema = schemas.min().unwrap_or(spec.schema);
        let begin = self.buckets.len();
        loop {
            let positive = begin..push_side(&mut self.buckets, entries, schema, false);
            let negative = positive.end..push_side(&mut self.buckets, entries, schema, true);
            if self.buckets.len() - begin <= spec.max_buckets || schema == NativeSpec::COARSEST {
                let zeros = entries.iter().filter(|entry| entry.slot == Slot::Zero);
                let zero_count = zeros.fold(0, |count: u64, entry| count.wrapping_add(entry.count));
                return Settled { series, schema, zero_count, positive, negative };
            }
            self.buckets.truncate(begin);
            schema -= 1;
        }
    }
}

/// Appends the buckets on one side of zero at this schema, and returns where they end.
fn push_side(buckets: &mut Vec<NativeBucket>, entries: &[Entry], schema: i32, below_zero: bool) -> usize {
    let begin = buckets.len();
    buckets.extend(entries.iter().filter_map(|entry| {
        let (place, own) = match entry.slot {
            Slot::Positive { place, schema } if !below_zero => (place, schema),
            Slot::Negative { place, schema } if below_zero => (place, schema),
            _ => return None,
        };
        Some(NativeBucket { index: (place >> (own - schema)) + 1, count: entry.count })
    }));
    buckets[begin..].sort_unstable_by_key(|bucket| bucket.index);
    let end = begin + merge(&mut buckets[begin..]);
    buckets.truncate(end);
    end
}

/// Merges neighbours that are the same bucket, and returns how many are left.
fn merge(buckets: &mut [NativeBucket]) -> usize {
    let mut kept = 0;
    for at in 0..buckets.len() {
        let bucket = buckets[at];
        if kept > 0 && buckets[kept - 1].index == bucket.index {
            buckets[kept - 1].count = buckets[kept - 1].count.wrapping_add(bucket.count);
        } else {
            buckets[kept] = bucket;
            kept += 1;
        }
    }
    kept
}

/// Lets the classic buckets of a row, which is a sum and these, add up to `count`.
///
/// They are never ahead of it, except for an allocator that observes something while it makes room for the first.
fn complete(row: &mut [u64], count: u64) {
    if let Some((last, others)) = row.split_last_mut() {
        let classic = others.iter().skip(1).fold(*last, |sum, &bucket| sum.wrapping_add(bucket));
        *last += count.saturating_sub(classic);
    }
}
