//! Cells and the chunks in which they are allocated.

use crate::sync::{AtomicU64, MODELLED, Ordering, own_load};

/// The number of cells that a thread allocates at once: one page.
pub(crate) const CHUNK_CELLS: usize = if MODELLED { 8 } else { 512 };

/// A 64-bit count, or the bits of a float.
#[derive(Default)]
pub(crate) struct Cell(AtomicU64);

/// A run of cells, on cache lines (and pairs of lines, which are fetched together) of its own.
#[repr(align(128))]
pub(crate) struct Chunk([Cell; CHUNK_CELLS]);

impl Chunk {
    pub(crate) fn zeroed() -> Box<Self> {
        let chunk = Box::new(Self([const { Cell(AtomicU64::new(0)) }; CHUNK_CELLS]));
        #[cfg(all(test, loom))]
        chunk.0.iter().for_each(|cell| cell.0.enter_model());
        chunk
    }

    /// The cell with this number; the part of the number that selects the chunk is ignored.
    #[inline]
    pub(crate) fn cell(&self, number: usize) -> &Cell {
        &self.0[number % CHUNK_CELLS]
    }

    /// The cells from `number` on, at most `len` of them.
    pub(crate) fn run(&self, number: usize, len: usize) -> &[Cell] {
        let from = number % CHUNK_CELLS;
        &self.0[from..CHUNK_CELLS.min(from + len)]
    }
}

impl Cell {
    /// The current value, and with it whatever its writer recorded before it published this one.
    pub(crate) fn read(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Adds the values of some cells to `sums`, as integers.
    pub(crate) fn add_up(sums: &mut [u64], cells: &[Self]) {
        sums.iter_mut().zip(cells).for_each(|(sum, cell)| *sum = sum.wrapping_add(cell.read()));
    }

    /// Back to zero, when no block owns the cell any more.
    pub(crate) fn clear(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// A change to a cell: once for a cell that only this thread writes, once for one that all threads share.
///
/// `add` wraps around at 2^64, which a scraper takes for a restart.
#[allow(unreachable_pub, private_interfaces)] // public because a sealed trait returns it: newer compilers insist
pub trait Change: Copy {
    /// The value after the change.
    fn apply(self, cell: u64) -> u64;

    /// Changes a cell that this thread owns.
    ///
    /// On x86-64 a load, an add and a store compile to one `add [mem]`, without a lock prefix.
    #[inline]
    fn own(self, cell: &Cell) {
        cell.0.store(self.apply(own_load(&cell.0)), Self::STORE);
    }

    /// Changes a cell of the shared slab.
    fn shared(self, cell: &Cell) {
        let mut seen = cell.0.load(Ordering::Relaxed);
        while let Err(now) =
            cell.0.compare_exchange_weak(seen, self.apply(seen), Self::UPDATE, Ordering::Relaxed)
        {
            seen = now;
        }
    }

    /// How the owner stores; see the promises of this module.
    const STORE: Ordering = Ordering::Relaxed;

    /// How one of those who share it updates.
    const UPDATE: Ordering = Ordering::Relaxed;
}

/// Adds an integer.
#[derive(Clone, Copy)]
pub(crate) struct Add(pub(crate) u64);

/// Adds a float.
#[derive(Clone, Copy)]
pub(crate) struct AddFloat(pub(crate) f64);

/// Adds an integer and publishes what this thread recorded before.
#[derive(Clone, Copy)]
pub(crate) struct Publish(pub(crate) u64);

/// Adds a float and publishes what this thread recorded before.
#[derive(Clone, Copy)]
pub(crate) struct PublishFloat(pub(crate) f64);

impl Change for Add {
    #[inline]
    fn apply(self, cell: u64) -> u64 {
        cell.wrapping_add(self.0)
    }

    fn shared(self, cell: &Cell) {
        cell.0.fetch_add(self.0, Self::UPDATE);
    }
}

impl Change for AddFloat {
    #[inline]
    fn apply(self, cell: u64) -> u64 {
        (f64::from_bits(cell) + self.0).to_bits()
    }
}

impl Change for Publish {
    const STORE: Ordering = Ordering::Release;
    /// Also acquires: publishing here brings along what other threads published in the same cell.
    const UPDATE: Ordering = Ordering::AcqRel;

    #[inline]
    fn apply(self, cell: u64) -> u64 {
        cell.wrapping_add(self.0)
    }

    fn shared(self, cell: &Cell) {
        cell.0.fetch_add(self.0, Self::UPDATE);
    }
}

impl Change for PublishFloat {
    const STORE: Ordering = Publish::STORE;
    const UPDATE: Ordering = Publish::UPDATE;

    #[inline]
    fn apply(self, cell: u64) -> u64 {
        AddFloat(self.0).apply(cell)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What two changes of an empty cell leave there: made by its owner, and by threads that share it.
    fn twice(change: impl Change) -> [u64; 2] {
        let (own, shared) = (Cell::default(), Cell::default());
        for _ in 0..2 {
            change.own(&own);
            change.shared(&shared);
        }
        [own.read(), shared.read()]
    }

    #[test]
    fn owners_and_sharers_agree() {
        assert_eq!(twice(Add(3)), [6, 6]);
        assert_eq!(twice(Publish(4)), [8, 8]);
        assert_eq!(twice(AddFloat(1.25)).map(f64::from_bits), [2.5, 2.5]);
        assert_eq!(twice(PublishFloat(1.25)).map(f64::from_bits), [2.5, 2.5]);
        assert_eq!(twice(Add(u64::MAX)), [u64::MAX - 1; 2], "wraps around");
    }

    #[test]
    fn runs_end_with_the_chunk() {
        let chunk = Chunk::zeroed();
        let place = |number| std::ptr::from_ref(chunk.cell(number));
        let run = chunk.run(3 * CHUNK_CELLS + 2, 4);
        assert_eq!((run.as_ptr(), run.len()), (place(2), 4));
        assert_eq!(chunk.run(CHUNK_CELLS - 2, CHUNK_CELLS).len(), 2);
        assert_eq!(place(5 * CHUNK_CELLS + 7), place(7));
        assert!(place(6) != place(7));
    }

    #[test]
    fn a_cleared_cell_is_zero() {
        let cell = Cell::default();
        Add(5).own(&cell);
        cell.clear();
        assert_eq!(cell.read(), 0);
    }
}
