//! All slabs of the process.

use super::chunk::{Cell, Change};
use super::slab::Slab;
use super::space::Space;
use crate::sync::{AtomicUsize, MODELLED, Mutex, OnceLock, Ordering, lock};

/// The number of threads that can record at the same time without sharing a cell.
///
/// Further threads share one slab, with atomic instructions: slower, still exact. They move to one of their own when
/// another thread has ended, within some ten thousand events.
pub const MAX_SLABS: usize = if MODELLED { 2 } else { 1024 };

/// The slabs and the cell space that they all mirror.
pub(crate) struct Directory {
    slabs: [OnceLock<Box<Slab>>; MAX_SLABS],
    /// How many entries of `slabs` are set, or about to be.
    used: AtomicUsize,
    /// For threads that have no slab of their own.
    shared: Slab,
    /// Held while the shared slab gets a chunk.
    sharing: Mutex<()>,
    space: Mutex<Space>,
}

/// The directory that all metrics use.
#[cfg(not(all(test, any(loom, shuttle))))]
pub(crate) static DIRECTORY: Directory = Directory::new();

#[cfg(all(test, any(loom, shuttle)))]
crate::sync::modelled::checker::lazy_static! {
    /// The directory of one execution of a model.
    pub(crate) static ref DIRECTORY: Directory = Directory::new().in_model();
}

impl Directory {
    pub(crate) const fn new() -> Self {
        Self {
            slabs: [const { OnceLock::new() }; MAX_SLABS],
            used: AtomicUsize::new(0),
            shared: Slab::taken(),
            sharing: Mutex::new(()),
            space: Mutex::new(Space::new()),
        }
    }

    /// A slab for the calling thread: one that another thread gave back, else a new one, else none.
    ///
    /// Takes no lock: a thread can be interrupted, or the process forked, at any point of it.
    pub(crate) fn claim(&'static self) -> Option<&'static Slab> {
        self.slabs().find(|slab| slab.take()).or_else(|| self.append())
    }

    fn append(&'static self) -> Option<&'static Slab> {
        // Relaxed: the number says where to look; what is found there is published by `OnceLock`.
        let more = |used| (used < MAX_SLABS).then_some(used + 1);
        let place = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more).ok()?;
        Some(self.slabs[place].get_or_init(|| {
            let slab = Box::new(Slab::taken());
            #[cfg(all(test, loom))]
            slab.enter_model();
            slab
        }))
    }

    /// Changes a cell of the slab that threads without their own one share.
    pub(crate) fn change_shared(&self, number: usize, change: impl Change) {
        let cell = self.shared.touched(number).unwrap_or_else(|| {
            let _alone = lock(&self.sharing);
            self.shared.touch(number)
        });
        change.shared(cell);
    }

    /// Calls `visit` with each slab's touched cells among `len` from `first` on.
    pub(crate) fn visit(&self, first: usize, len: usize, mut visit: impl FnMut(usize, &[Cell])) {
        for slab in self.slabs().chain([&self.shared]) {
            slab.visit(first, len, &mut visit);
        }
    }

    /// Reserves `len` cells, all of which are zero in every slab, and returns the number of the first.
    pub(crate) fn reserve(&self, len: usize) -> usize {
        lock(&self.space).reserve(len)
    }

    /// Returns cells that nobody writes any more.
    pub(crate) fn release(&self, first: usize, len: usize) {
        self.visit(first, len, |_, run| run.iter().for_each(Cell::clear));
        // The lock orders the zeroes before whatever the next owner does.
        lock(&self.space).release(first, len);
    }

    /// Creates what its first users would create too late.
    #[cfg(all(test, any(loom, shuttle)))]
    fn in_model(self) -> Self {
        self.slabs.iter().for_each(OnceLock::enter_model);
        self.used.enter_model();
        self.shared.enter_model();
        self
    }

    /// The slabs that threads own or owned.
    fn slabs(&self) -> impl Iterator<Item = &Slab> {
        let used = self.used.load(Ordering::Relaxed);
        self.slabs[..used].iter().filter_map(OnceLock::get).map(|slab| &**slab)
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunk::{Add, CHUNK_CELLS};
    use super::*;

    /// One of its own, and kept: what it hands out lives as long as the program.
    fn directory() -> &'static Directory {
        static KEPT: Mutex<Vec<&'static Directory>> = Mutex::new(Vec::new());
        let directory = Box::leak(Box::new(Directory::new()));
        lock(&KEPT).push(directory);
        directory
    }

    /// What a cell holds in all slabs.
    fn value(directory: &Directory, number: usize) -> u64 {
        let mut sum = 0;
        directory.visit(number, 1, |_, run| sum += run[0].read());
        sum
    }

    #[test]
    fn there_are_so_many_slabs_and_each_has_one_owner() {
        let directory = directory();
        let slabs: Vec<_> = std::iter::from_fn(|| directory.claim()).collect();
        assert_eq!(slabs.len(), MAX_SLABS);
        assert_eq!(directory.slabs().count(), MAX_SLABS);
        let returned = slabs[MAX_SLABS / 2];
        returned.give_back();
        assert!(std::ptr::eq(directory.claim().unwrap(), returned));
        assert!(directory.claim().is_none());
    }

    #[test]
    fn a_slab_that_came_back_is_preferred_to_a_new_one() {
        let directory = directory();
        let (first, second) = (directory.claim().unwrap(), directory.claim().unwrap());
        assert!(!std::ptr::eq(first, second));
        first.give_back();
        assert!(std::ptr::eq(directory.claim().unwrap(), first));
        assert_eq!(directory.slabs().count(), 2);
    }

    #[test]
    fn shared_cells_and_owned_ones_are_visited_and_cleared() {
        let directory = directory();
        let [first, second] = [directory.reserve(3), directory.reserve(CHUNK_CELLS)];
        assert!(second >= first + 3);
        directory.change_shared(first + 1, Add(2));
        directory.change_shared(first + 1, Add(3));
        Add(10).own(directory.claim().unwrap().touch(first + 1));
        directory.change_shared(second, Add(7));
        assert_eq!([first, first + 1, second].map(|number| value(directory, number)), [0, 15, 7]);
        directory.release(first, 3);
        assert_eq!([first + 1, second].map(|number| value(directory, number)), [0, 7]);
        assert_eq!(directory.reserve(2), first);
    }
}
