//! Native histograms: exponential buckets, as fine as wanted, that cost only where values fall.
//!
//! A cell for each bucket that a value can have, so that nothing is ever moved from one to another: recording changes
//! cells that only this thread writes, like all other recording. Halving the resolution where there are too many buckets
//! is left to the reader, who merges what was read.
//!
//! # Memory ordering
//!
//! The bucket is written first, then the classic one, then the sum; the latter two publish (promise 4 of
//! [`cells`](crate::cells)), and are read in the opposite order. So whatever is in the sum and in the classic buckets
//! is in the exponential ones, too, and the count, which is the sum of those, is never less than another way of
//! counting. What the classic buckets lack is shown in the one that ends at infinity.

// Places and schemas are small numbers, whatever their type.
#![allow(clippy::cast_possible_truncation)]

mod buckets;
mod layout;
mod place;
mod settle;

use std::mem;

use super::finder::Finder;
use super::recorder::Recorder;
use super::{HistogramSnapshot, HistogramValue};
use crate::cells::{Add, Block, Cell, Change, Publish};
use crate::reading::Reading;

pub use buckets::{NativeBucket, NativeBuckets, NativeSnapshot};
pub(crate) use layout::Layout;
use settle::Entry;
pub(crate) use settle::NativeReading;

/// The factor from bound to bound.
pub(crate) const fn base(schema: i32) -> f64 {
    if schema > 0 {
        return place::bound(1 << place::halvings(schema));
    }
    (1_u64 << (1_u32 << (-schema as u32))) as f64
}

impl Recorder {
    /// Records a value that is not NaN in exponential buckets. `position` is that among classic bounds.
    #[inline(never)]
    pub(super) fn record_native(&self, series: usize, position: f64, sum: impl Change) {
        let Some(native) = self.finder.native() else { return };
        self.cells.change(native.offset(native.kind(native.exposed(position)), series), Add(1));
        if !self.finder.bounds().is_empty() {
            let bucket = 1 + self.finder.bucket_of(position);
            self.cells.change(native.offset(bucket, series), Publish(1));
        }
        if position.is_finite() {
            self.cells.change(native.offset(0, series), sum);
        }
    }
}

/// What one series holds now.
pub(super) fn snapshot<V: HistogramValue>(
    native: &Layout,
    finder: &Finder,
    cells: &Block,
    series: usize,
) -> HistogramSnapshot {
    let mut row = vec![0; finder.cells()];
    cells.visit(native.offset(0, series), 1, |_, run| V::sum(&mut row, 0, run, 1));
    let mut read = NativeReading::default();
    each_count(native, cells, |kind, other, count| match native.slot(kind) {
        _ if other != series => {}
        Some(slot) => read.push(Entry { series: 0, slot, count }),
        None => row[kind] = count,
    });
    read.settle(native.spec(), &mut row, finder.cells());
    let buckets = NativeSnapshot::of(&read.buckets(0, native.spec()));
    HistogramSnapshot { native: Some(buckets), ..HistogramSnapshot::new::<V>(finder.exposed_bounds(), &row) }
}

/// Adds all cells of a native histogram to a reading.
pub(super) fn read<V: HistogramValue>(
    native: &Layout,
    finder: &Finder,
    cells: &Block,
    reading: &mut Reading,
) {
    let (rows, read) = reading.with_native();
    read_sums::<V>(native, finder, cells, rows, read);
    read_counts(native, finder, cells, rows, read);
}

fn read_sums<V: HistogramValue>(
    native: &Layout,
    finder: &Finder,
    cells: &Block,
    rows: &mut [u64],
    read: &mut NativeReading,
) {
    let sums = read.sums();
    sums.extend(rows.iter().step_by(finder.cells()));
    cells.visit(0, native.series(), |from, run| V::sum(sums, from, run, 1));
    rows.iter_mut().step_by(finder.cells()).zip(sums).for_each(|(cell, sum)| *cell = *sum);
}

fn read_counts(native: &Layout, finder: &Finder, cells: &Block, rows: &mut [u64], read: &mut NativeReading) {
    let stride = finder.cells();
    each_count(native, cells, |kind, series, count| match native.slot(kind) {
        Some(slot) => read.push(Entry { series, slot, count }),
        None => rows[series * stride + kind] = rows[series * stride + kind].wrapping_add(count),
    });
}

/// Calls `each` with the kind and the series of every cell that counted something, sums left out.
fn each_count(native: &Layout, cells: &Block, mut each: impl FnMut(usize, usize, u64)) {
    const AT_ONCE: usize = 512;
    let (series, all) = (native.series(), native.cells());
    let mut counts = [0_u64; AT_ONCE];
    for from in (series..all).step_by(AT_ONCE) {
        let mut touched = false;
        cells.visit(from, AT_ONCE.min(all - from), |at, run| {
            touched = true;
            add(&mut counts[at..], run);
        });
        if touched {
            for (number, count) in (from..).zip(&mut counts).filter(|(_, count)| **count > 0) {
                each(number / series, number % series, mem::take(count));
            }
        }
    }
}

fn add(counts: &mut [u64], run: &[Cell]) {
    counts.iter_mut().zip(run).for_each(|(count, cell)| *count = count.wrapping_add(cell.read()));
}

#[cfg(test)]
mod tests;
