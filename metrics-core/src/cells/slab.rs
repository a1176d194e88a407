//! A slab: one thread's copy of the cell space, filled as it is touched.

use super::chunk::{CHUNK_CELLS, Cell, Chunk};
use crate::sync::{AtomicBool, MODELLED, OnceLock, OnceRef, Ordering};

/// Chunks by number. An entry that is set once stays, and no table is ever freed.
pub(crate) type Table = [OnceRef<'static, Chunk>];

/// The cells that one thread writes; handed on to another thread when it ends.
pub(crate) struct Slab {
    /// Whether a thread owns this slab.
    taken: AtomicBool,
    /// Table number `n` has room for `SMALLEST << n` chunks and holds all chunks of the smaller ones.
    tables: [OnceLock<Box<Table>>; TABLES],
}

const SMALLEST: usize = if MODELLED { 1 } else { 32 };
const TABLES: usize = if MODELLED { 5 } else { 26 };

impl Slab {
    /// A slab without chunks, which belongs to whoever creates it.
    pub(crate) const fn taken() -> Self {
        Self { taken: AtomicBool::new(true), tables: [const { OnceLock::new() }; TABLES] }
    }

    /// Creates what its first users would create too late.
    #[cfg(all(test, any(loom, shuttle)))]
    pub(crate) fn enter_model(&self) {
        self.taken.enter_model();
        self.tables.iter().for_each(OnceLock::enter_model);
    }

    /// Makes the calling thread the owner, unless the slab has one.
    pub(crate) fn take(&self) -> bool {
        // Acquire: see every store of the owner who gave it back.
        !self.taken.load(Ordering::Relaxed)
            && self.taken.compare_exchange(false, true, Ordering::Acquire, Ordering::Relaxed).is_ok()
    }

    /// Gives the slab back, values and all, for another thread to go on with.
    pub(crate) fn give_back(&self) {
        // Release: pairs with the Acquire in `take`.
        self.taken.store(false, Ordering::Release);
    }

    /// The largest table, or an empty one before the first touch.
    pub(crate) fn table(&self) -> &Table {
        self.tables.iter().map_while(OnceLock::get).last().map_or(&[], |table| table)
    }

    /// The cell with this number, if its chunk was touched.
    pub(crate) fn touched(&self, number: usize) -> Option<&'static Cell> {
        chunk_in(self.table(), number).map(|chunk| chunk.cell(number))
    }

    /// Makes room for a cell. Allocates on the first touch of its chunk only.
    ///
    /// Only one thread at a time: a chunk that is set while a larger table is being filled would be missing there.
    pub(crate) fn touch(&self, number: usize) -> &'static Cell {
        let chunk = number / CHUNK_CELLS;
        let mut table = self.table();
        for (level, larger) in self.tables.iter().enumerate() {
            if chunk < table.len() {
                break;
            }
            table = larger.get_or_init(|| grown(table, SMALLEST << level));
        }
        table[chunk].get_or_init(|| Box::leak(Chunk::zeroed())).cell(number)
    }

    /// Calls `visit` with the touched cells among `len` from `first` on, run by run, each with its distance from it.
    ///
    /// Looks for each run's chunk when it comes to it: what a published cell of an earlier run brings along may be in a
    /// chunk that only a new table has.
    pub(crate) fn visit(&self, first: usize, len: usize, visit: &mut dyn FnMut(usize, &[Cell])) {
        let mut done = 0;
        while done < len {
            let number = first + done;
            let rest = (len - done).min(CHUNK_CELLS - number % CHUNK_CELLS);
            if let Some(chunk) = chunk_in(self.table(), number) {
                visit(done, chunk.run(number, rest));
            }
            done += rest;
        }
    }
}

/// The chunk of the cell with this number in a table, if it was touched.
#[inline]
pub(crate) fn chunk_in(table: &Table, number: usize) -> Option<&'static Chunk> {
    table.get(number / CHUNK_CELLS)?.get()
}

fn grown(smaller: &Table, len: usize) -> Box<Table> {
    let table: Box<Table> = (0..len).map(|_| OnceRef::new()).collect();
    #[cfg(all(test, loom))]
    table.iter().for_each(OnceRef::enter_model);
    for (new, old) in table.iter().zip(smaller) {
        if let Some(chunk) = old.get() {
            let _ = new.set(chunk);
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn touching_far_cells_keeps_near_ones() {
        // No table is ever freed.
        static SLAB: Slab = Slab::taken();
        let slab = &SLAB;
        let near = std::ptr::from_ref(slab.touch(3));
        for number in [40 * CHUNK_CELLS, 5000 * CHUNK_CELLS + 1, 33 * CHUNK_CELLS] {
            slab.touch(number);
            assert!(slab.touched(number).is_some());
            assert_eq!(std::ptr::from_ref(slab.touched(3).unwrap()), near);
            assert_eq!(std::ptr::from_ref(slab.touch(3)), near);
        }
        assert!(slab.touched(41 * CHUNK_CELLS).is_none());
    }

    #[test]
    fn runs_cover_what_was_touched_and_no_more() {
        // No table is ever freed.
        static SLAB: Slab = Slab::taken();
        let slab = &SLAB;
        slab.touch(CHUNK_CELLS - 1);
        slab.touch(2 * CHUNK_CELLS);
        let mut runs = Vec::new();
        slab.visit(CHUNK_CELLS - 2, CHUNK_CELLS + 5, &mut |offset, run| runs.push((offset, run.len())));
        assert_eq!(runs, [(0, 2), (CHUNK_CELLS + 2, 3)]);
    }

    #[test]
    fn a_slab_has_one_owner() {
        let slab = Slab::taken();
        assert!(!slab.take());
        slab.give_back();
        assert!(slab.take());
        assert!(!slab.take());
    }
}
