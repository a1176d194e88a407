//! Cells: where counts live, each written by one thread only.
//!
//! A series is one or more 64-bit *cells*, numbered in one process-wide *cell space*. A metric owns a [`Block`] of
//! them. Each thread owns a [`Slab`](slab::Slab), a lazily filled copy of the cell space, and adds to the cells of its
//! own slab only: a load, an add and a store, none of them a locked instruction, and no cache line shared with another
//! writer. A scrape adds a cell up over all slabs.
//!
//! ```text
//! Block ── number of its first cell ──► Local (this thread's table) ──► Chunk ──► Cell
//!                                          └ filled from ► Slab ◄─ listed in ─ Directory ◄─ read by a scrape
//! ```
//!
//! # What is promised
//!
//! 1. *Nothing is lost.* A slab outlives its thread and is handed on, with its values, to the next one. Threads beyond
//!    [`MAX_SLABS`], and threads whose locals are gone already, add to one shared slab with atomic instructions. (The
//!    exceptions: what an allocator or a signal handler records while a first touch of its own thread allocates, and
//!    what a signal handler records between a load and its store, where these are not one instruction.)
//! 2. *What happened before a scrape is in it.* Counts are never held back in a buffer.
//! 3. *Scrapes never go backwards*, if one happens before the other: a cell only grows while its block is alive.
//! 4. *A published cell brings along what its thread recorded before* ([`Publish`](chunk::Publish)).
//! 5. *A new block is at zero*, also where its cells belonged to another block before.
//!
//! # Memory ordering
//!
//! Adding is `Relaxed`: a count publishes no other memory, and 2 and 3 follow from coherence once the *caller* orders
//! the add before the scrape (by joining a thread, sending a message, or by the lock that serialises scrapes).
//! Promise 1 needs one pair: a slab is given back with `Release` and taken with `Acquire`, so that the new owner's load
//! sees the old owner's last store. Promise 4 needs another: the store of [`Publish`](chunk::Publish) is `Release`, the load of
//! [`Cell::read`] is `Acquire`. Promise 5 needs a third: the number of a block's first cell is stored with `Release`
//! after the cells were zeroed, and loaded with `Acquire` before any of them is touched.
//!
//! There is no `unsafe` here: chunks are never freed, so plain `&'static` references reach them.

mod block;
mod chunk;
mod directory;
mod local;
#[cfg(all(test, loom))]
mod models;
#[cfg(all(test, shuttle))]
mod orders;
mod slab;
mod space;

pub(crate) use block::{Block, MOST_CELLS};
pub(crate) use chunk::{Add, AddFloat, Cell, Change, Publish, PublishFloat};
pub use directory::MAX_SLABS;

#[cfg(all(test, any(loom, shuttle)))]
pub(crate) use local::leave;

/// Begins an execution of a model.
#[cfg(all(test, loom))]
pub(crate) fn enter_model() {
    let _ = &*directory::DIRECTORY;
}
