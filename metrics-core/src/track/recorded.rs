//! What is recorded of the calls of one tracked function.

use std::thread;
use std::time::Duration;

use super::Outcome;
use super::call_site::Durations;
use crate::cells::{Add, Block, Cell, Change, Publish};
use crate::clock::Moment;
use crate::histogram::{ByBits, Histogram};
use crate::label::{Label, Values};
use crate::metric::Source;
use crate::reading::Reading;

/// The cells of a tracked function: its calls by outcome, then the histogram of their duration.
///
/// They are one block, where a counter and a histogram would be two, because looking for the cells takes a fifth of
/// what recording a call does.
pub struct Recorded(Block);

const BOUNDS: &[f64] = Histogram::<(), Duration>::scaled_bounds::<Durations>();
static BY_BITS: ByBits = ByBits::new(BOUNDS);
const OUTCOMES: Values = <Outcome as Label>::VALUES;
/// The offset of the sum.
const SUM: usize = OUTCOMES.len();
/// The offset of the first bucket.
const BUCKETS: usize = SUM + 1;

impl Recorded {
    /// Nothing so far.
    #[allow(clippy::new_without_default)] // generated code has no use for it
    pub const fn new() -> Self {
        Self(Block::new(BUCKETS + BOUNDS.len() + 1))
    }

    /// Not inlined: a tracked function is to grow by a call, and by no more.
    #[inline(never)]
    pub(super) fn record(&self, outcome: Outcome, start: Moment) {
        self.add(outcome, start.elapsed_nanoseconds());
    }

    /// The end of a call that is ok, unless it panicked; a thread that `was_panicking` goes on with that.
    #[inline(never)]
    pub(super) fn record_guarded(&self, start: Moment, was_panicking: bool) {
        let nanoseconds = start.elapsed_nanoseconds();
        let panicked = thread::panicking() && !was_panicking;
        self.add(if panicked { Outcome::Panic } else { Outcome::Ok }, nanoseconds);
    }

    #[inline]
    fn add(&self, outcome: Outcome, nanoseconds: u64) {
        let (calls, bucket) = (Label::index(outcome), BUCKETS + BY_BITS.bucket(nanoseconds));
        if let Some([calls, bucket, sum]) = self.0.own([calls, bucket, SUM]) {
            Add(1).own(calls);
            Add(1).own(bucket);
            // Published: whoever reads this sum reads the bucket as well.
            Publish(nanoseconds).own(sum);
        } else {
            self.add_anyway(calls, bucket, nanoseconds);
        }
    }

    #[cold]
    #[inline(never)]
    fn add_anyway(&self, calls: usize, bucket: usize, nanoseconds: u64) {
        self.0.change_anyway(calls, Add(1));
        self.0.change_anyway(bucket, Add(1));
        self.0.change_anyway(SUM, Publish(nanoseconds));
    }

    fn read(&self, offset: usize, reading: &mut Reading) {
        let sums = reading.cells_mut();
        self.0.visit(offset, sums.len(), |from, run| Cell::add_up(&mut sums[from..], run));
    }
}

/// The calls by outcome, as a metric.
pub(super) struct Calls(pub(super) Recorded);

impl Source for Calls {
    fn read(&self, reading: &mut Reading) {
        Recorded::read(&self.0, 0, reading);
    }
}

/// How long they took, as a metric.
impl Source for Recorded {
    fn read(&self, reading: &mut Reading) {
        Self::read(self, SUM, reading);
    }
}
