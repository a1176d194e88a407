//! This thread's slab, and the way to it.

use std::cell::Cell as StdCell;

use super::chunk::{Cell, Change, Chunk};
use super::directory::DIRECTORY;
use super::slab::{Slab, Table, chunk_in};
use crate::sync::{MODELLED, thread_local};

/// What a thread keeps at hand. Has no destructor, so it can be used until the very end of the thread.
struct Local {
    /// The largest table of the thread's slab; empty for a thread that has none (yet).
    table: StdCell<&'static Table>,
    state: StdCell<State>,
    /// Whether this thread is making room for a cell.
    making_room: StdCell<bool>,
    /// Changes to the shared slab since the last try to have one of its own; wraps around.
    crowded: StdCell<u16>,
}

#[derive(Clone, Copy)]
enum State {
    /// The thread has recorded nothing so far.
    New,
    /// The thread owns a slab.
    Owner(&'static Slab),
    /// There was no slab left; tries again from time to time.
    Crowded,
    /// The thread's locals are gone, so it will have no slab any more.
    Gone,
}

thread_local! {
    static LOCAL: Local = const {
        Local {
            table: StdCell::new(&[]),
            state: StdCell::new(State::New),
            making_room: StdCell::new(false),
            crowded: StdCell::new(0),
        }
    };
    static EXIT: Exit = const { Exit };
}

/// This thread's chunk for a cell, if the thread has touched it.
#[inline]
pub(crate) fn chunk(number: usize) -> Option<&'static Chunk> {
    LOCAL.with(|local| chunk_in(local.table.get(), number))
}

/// Changes one cell for this thread, whatever it takes; `number` says which, and may take a lock.
///
/// Room for a cell is allocated. An allocator that counts, and a signal handler that interrupts just this, would come
/// back here and wait for themselves: what they record meanwhile is dropped, unless there is room for it already.
pub(crate) fn change_anyway(number: impl FnOnce() -> usize, change: impl Change) {
    LOCAL.with(|local| {
        if local.making_room.replace(true) {
            return;
        }
        let number = number();
        let cell = local.touch(number);
        match cell {
            Some(cell) => change.own(cell),
            None => DIRECTORY.change_shared(number, change),
        }
        local.making_room.set(false);
    });
}

impl Local {
    /// Allocates the chunk of a cell, and the slab itself if the thread is new.
    fn touch(&self, number: usize) -> Option<&'static Cell> {
        let claims = match self.state.get() {
            State::New => true,
            State::Crowded => {
                self.crowded.set(self.crowded.get().wrapping_add(1));
                self.crowded.get() == 0
            }
            State::Owner(_) | State::Gone => false,
        };
        if claims {
            self.state.set(claim());
        }
        let State::Owner(slab) = self.state.get() else { return None };
        let cell = slab.touch(number);
        self.table.set(slab.table());
        Some(cell)
    }

    fn leave(&self) {
        self.table.set(&[]);
        if let State::Owner(slab) = self.state.replace(State::Gone) {
            slab.give_back();
        }
    }
}

/// Gives the slab of the calling thread back, which has none from now on.
#[cfg(all(test, any(loom, shuttle)))]
pub(crate) fn leave() {
    LOCAL.with(Local::leave);
}

fn claim() -> State {
    // The slab must come back, so no slab without a destructor that returns it.
    match EXIT.try_with(|_| ()) {
        Ok(()) => DIRECTORY.claim().map_or(State::Crowded, State::Owner),
        Err(_) => State::Gone,
    }
}

/// Gives the slab back when the thread ends.
struct Exit;

impl Drop for Exit {
    fn drop(&mut self) {
        // In a model, locals are gone by now, and the thread has left before.
        if !MODELLED {
            LOCAL.with(Local::leave);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunk::Add;
    use super::super::directory::MAX_SLABS;
    use super::*;

    const fn local(state: State) -> Local {
        Local {
            table: StdCell::new(&[]),
            state: StdCell::new(state),
            making_room: StdCell::new(false),
            crowded: StdCell::new(0),
        }
    }

    #[test]
    fn a_crowded_thread_tries_again_now_and_then() {
        let local = local(State::Crowded);
        assert!(local.touch(0).is_none() && local.touch(0).is_none());
        assert_eq!(local.crowded.get(), 2);
        local.crowded.set(u16::MAX);
        assert!(local.touch(0).is_some());
        local.leave();
    }

    #[test]
    fn a_thread_that_leaves_gives_its_slab_back_and_has_no_other() {
        let local = local(State::New);
        local.touch(3).unwrap();
        let State::Owner(slab) = local.state.get() else { panic!("it has a slab") };
        assert!(local.table.get().len() == slab.table().len() && !slab.take());
        local.leave();
        assert!(local.table.get().is_empty() && local.touch(3).is_none());
        assert!(matches!(local.state.get(), State::Gone));
    }

    #[test]
    fn threads_that_follow_one_another_have_one_slab() {
        let owns = || {
            change_anyway(|| DIRECTORY.reserve(1), Add(0));
            LOCAL.with(|local| matches!(local.state.get(), State::Owner(_)))
        };
        for thread in 0..=MAX_SLABS {
            assert!(std::thread::spawn(owns).join().unwrap(), "no slab was left for thread {thread}");
        }
    }
}
