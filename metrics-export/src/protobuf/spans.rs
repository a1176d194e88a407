//! Exponential buckets as spans of neighbours, and counts as differences.

use metrics_core::NativeBucket;

use super::message::BucketSpan;

/// As many empty buckets are written out rather than a new span begun: it takes fewer bytes, also in the server.
const BRIDGED: i32 = 2;

/// The spans of these buckets, which are in ascending order, and the difference of each count to the one before it.
pub(super) fn spans(buckets: &[NativeBucket]) -> (Vec<BucketSpan>, Vec<i64>) {
    let mut spans: Vec<Span> = Vec::new();
    let mut deltas = Vec::with_capacity(buckets.len());
    let (mut next, mut last) = (0, 0_u64);
    for bucket in buckets {
        let gap = bucket.index - next;
        match spans.last_mut() {
            Some(span) if gap <= BRIDGED => {
                for _ in 0..gap {
                    deltas.push(difference(0, &mut last));
                }
                span.length += gap as u32 + 1;
            }
            _ => spans.push(Span { offset: gap, length: 1 }),
        }
        deltas.push(difference(bucket.count, &mut last));
        next = bucket.index + 1;
    }
    (spans.into_iter().map(Span::message).collect(), deltas)
}

struct Span {
    /// The index of the first bucket, of the first span; of others, how many buckets are left out before it.
    offset: i32,
    length: u32,
}

impl Span {
    fn message(self) -> BucketSpan {
        BucketSpan { offset: Some(self.offset), length: Some(self.length) }
    }
}

fn difference(count: u64, last: &mut u64) -> i64 {
    let difference = count.wrapping_sub(*last) as i64;
    *last = count;
    difference
}
