//! A block: the cells of one metric, over all threads.

use super::chunk::{CHUNK_CELLS, Cell, Change};
use super::directory::DIRECTORY;
use super::local;
use crate::sync::{AtomicUsize, Ordering};

/// A number of cells, all zero at first. They get their place in the cell space at the first use.
pub(crate) struct Block {
    /// The number of the first cell, or [`NOWHERE`].
    first: AtomicUsize,
    len: usize,
}

/// Beyond every table, so that the fast path needs no test of its own for a block without a place.
const NOWHERE: usize = usize::MAX / 2;

/// The cells that one metric may have: two gigabytes for each thread, and far from where their numbers overflow.
pub(crate) const MOST_CELLS: usize = 1 << 28;

impl Block {
    /// A block of `len` cells; of none, where nothing is ever recorded, if they are more than [`MOST_CELLS`]. The
    /// compiler refuses such a metric in words of ours, so this must not be an error of its own.
    pub(crate) const fn new(len: usize) -> Self {
        let len = if len <= MOST_CELLS { len } else { 0 };
        Self { first: AtomicUsize::new(NOWHERE), len }
    }

    /// Creates what its first users would create too late.
    #[cfg(all(test, loom))]
    pub(crate) fn enter_model(&self) {
        self.first.enter_model();
    }

    /// Changes the cell at `offset`, which the caller keeps below the length.
    ///
    /// Never waits for a scrape; allocates when the thread touches the chunk for the first time.
    #[inline]
    pub(crate) fn change(&self, offset: usize, change: impl Change) {
        match self.own([offset]) {
            Some([cell]) => change.own(cell),
            None => self.change_anyway(offset, change),
        }
    }

    /// This thread's cells at these offsets, if they are in one chunk, which it has touched: to change several of them
    /// after looking for them once. Of a series that was not touched, they are changed one by one.
    #[inline]
    pub(crate) fn own<const N: usize>(&self, offsets: [usize; N]) -> Option<[&'static Cell; N]> {
        // Acquire: see the cells as they were zeroed for this block.
        let first = self.first.load(Ordering::Acquire);
        let numbers = offsets.map(|offset| first + offset);
        let chunk = local::chunk(numbers[0])?;
        let is_here = |number: &usize| number / CHUNK_CELLS == numbers[0] / CHUNK_CELLS;
        numbers[1..].iter().all(is_here).then(|| numbers.map(|number| chunk.cell(number)))
    }

    /// Changes the cell at `offset`, also one that the thread has not touched.
    #[cold]
    #[inline(never)]
    pub(crate) fn change_anyway(&self, offset: usize, change: impl Change) {
        if offset < self.len {
            local::change_anyway(|| self.place() + offset, change);
        }
    }

    /// Calls `visit` with the cells among `len` from `offset` on, in runs, each with its distance from `offset`; once
    /// for each thread that touched them. Cells that are not visited are zero.
    pub(crate) fn visit(&self, offset: usize, len: usize, visit: impl FnMut(usize, &[Cell])) {
        let first = self.first.load(Ordering::Acquire);
        if first != NOWHERE {
            DIRECTORY.visit(first + offset, len.min(self.len.saturating_sub(offset)), visit);
        }
    }

    /// The sum of one cell over all threads.
    pub(crate) fn sum(&self, offset: usize) -> u64 {
        let mut sum = 0_u64;
        self.visit(offset, 1, |_, run| sum = run.iter().map(Cell::read).fold(sum, u64::wrapping_add));
        sum
    }

    /// Gives the cells back, which nobody uses any more.
    pub(super) fn give_back(&self) {
        let first = self.first.load(Ordering::Acquire);
        if first != NOWHERE {
            DIRECTORY.release(first, self.len);
        }
    }

    /// The number of the first cell, reserved now if it was not.
    fn place(&self) -> usize {
        let first = self.first.load(Ordering::Acquire);
        if first != NOWHERE {
            return first;
        }
        let reserved = DIRECTORY.reserve(self.len);
        match self.first.compare_exchange(NOWHERE, reserved, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => reserved,
            Err(earlier) => {
                DIRECTORY.release(reserved, self.len);
                earlier
            }
        }
    }
}

impl Drop for Block {
    /// Nobody uses the cells: recording and reading borrow the metric.
    fn drop(&mut self) {
        self.give_back();
    }
}
