//! This thread's slab, and the way to it.

use std::cell::Cell as StdCell;

use super::chunk::{Cell, Change, Chunk};
use super::directory::DIRECTORY;
use super::slab::{Slab, Table, chunk_in};

/// What a thread keeps at hand. Has no destructor, so it can be used until the very end of the thread.
struct Local {
    /// The largest table of the thread's slab; empty for a thread that has none (yet).
    table: StdCell<&'static Table>,
    state: StdCell<State>,
}

#[derive(Clone, Copy)]
enum State {
    /// The thread has recorded nothing so far.
    New,
    /// The thread owns a slab.
    Owner(&'static Slab),
    /// The thread has no slab and will have none: there were none left, or its locals are gone.
    Shared,
}

thread_local! {
    static LOCAL: Local = const { Local { table: StdCell::new(&[]), state: StdCell::new(State::New) } };
    static EXIT: Exit = const { Exit };
}

/// This thread's chunk for a cell, if the thread has touched it.
#[inline]
pub(crate) fn chunk(number: usize) -> Option<&'static Chunk> {
    LOCAL.with(|local| chunk_in(local.table.get(), number))
}

/// Changes one cell for this thread, whatever it takes.
pub(crate) fn change_anyway(number: usize, change: impl Change) {
    match LOCAL.with(|local| local.touch(number)) {
        Some(cell) => change.own(cell),
        None => DIRECTORY.change_shared(number, change),
    }
}

impl Local {
    /// Allocates the chunk of a cell, and the slab itself if the thread is new.
    fn touch(&self, number: usize) -> Option<&'static Cell> {
        if let State::New = self.state.get() {
            self.state.set(claim());
        }
        let State::Owner(slab) = self.state.get() else { return None };
        let cell = slab.touch(number);
        self.table.set(slab.table());
        Some(cell)
    }
}

fn claim() -> State {
    // The slab must come back, so no slab without a destructor that returns it.
    match EXIT.try_with(|_| ()) {
        Ok(()) => DIRECTORY.claim().map_or(State::Shared, State::Owner),
        Err(_) => State::Shared,
    }
}

/// Gives the slab back when the thread ends.
struct Exit;

impl Drop for Exit {
    fn drop(&mut self) {
        LOCAL.with(|local| {
            local.table.set(&[]);
            if let State::Owner(slab) = local.state.replace(State::Shared) {
                slab.give_back();
            }
        });
    }
}
