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

// A cell of a block without a place has a number, and it is no cell's.
const _: () = assert!(NOWHERE > MOST_CELLS && NOWHERE <= usize::MAX - MOST_CELLS);

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

#[cfg(test)]
mod tests {
    use super::super::chunk::Add;
    use super::*;

    /// What the cells of a block hold, whatever threads wrote it.
    fn values(block: &Block, offset: usize, len: usize) -> Vec<u64> {
        let mut values = vec![0; len];
        block.visit(offset, len, |at, run| Cell::add_up(&mut values[at..], run));
        values
    }

    #[test]
    fn cells_of_one_chunk_are_found_together() {
        let (near, far) = (Block::new(3), Block::new(2 * CHUNK_CELLS));
        assert!(near.own([0]).is_none(), "nobody touched it");
        near.change(1, Add(5));
        far.change(0, Add(1));
        far.change(CHUNK_CELLS, Add(1));
        let [first, second] = near.own([0, 1]).unwrap();
        assert_eq!((first.read(), second.read()), (0, 5));
        assert!(near.own([1, 2]).is_some());
        assert!(far.own([0]).is_some() && far.own([CHUNK_CELLS]).is_some());
        assert!(far.own([0, CHUNK_CELLS]).is_none(), "the same place of two chunks");
    }

    #[test]
    fn what_is_beyond_the_end_is_neither_written_nor_read() {
        let block = Block::new(3);
        block.change(3, Add(1));
        assert_eq!(block.first.load(Ordering::Relaxed), NOWHERE, "nothing needed a place");
        block.change_anyway(2, Add(7));
        // Not by `change`, whose caller keeps below the length: that cell belongs to another test by now.
        block.change_anyway(3, Add(1));
        assert_eq!(values(&block, 1, 5), [0, 7, 0, 0, 0]);
        assert_eq!(values(&block, 3, 1), [0]);
    }

    #[test]
    fn cells_are_added_up_over_threads() {
        let block = Block::new(4);
        let add = || [1, 10, 100, 1000].into_iter().enumerate().for_each(|(at, n)| block.change(at, Add(n)));
        add();
        std::thread::scope(|scope| (0..2).for_each(|_| _ = scope.spawn(add)));
        assert_eq!(values(&block, 0, 4), [3, 30, 300, 3000]);
        assert_eq!(values(&block, 2, 2), [300, 3000]);
        assert_eq!([block.sum(1), block.sum(3)], [30, 3000]);
    }

    #[test]
    fn cells_that_come_back_are_used_again_and_empty() {
        for round in 0..500 {
            let block = Block::new(CHUNK_CELLS + 1);
            assert_eq!(block.sum(0) + block.sum(CHUNK_CELLS), 0);
            block.change(0, Add(1));
            block.change(CHUNK_CELLS, Add(1));
            assert_eq!([block.sum(0), block.sum(CHUNK_CELLS)], [1, 1]);
            let first = block.first.load(Ordering::Relaxed);
            assert!(first < 200 * CHUNK_CELLS, "block {round} begins at {first}");
        }
    }
}
