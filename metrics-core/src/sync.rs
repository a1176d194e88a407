//! The one door to atomics and to what is initialised once.
//!
//! No other file of the runtime names an atomic type, so that a model checker's types can stand in for them: in a test
//! that is built with `--cfg loom` or `--cfg shuttle`, [`modelled`] does. Other builds do not know of it.

#[cfg(all(test, any(loom, shuttle)))]
pub(crate) mod exploration;
#[cfg(all(test, any(loom, shuttle)))]
#[cfg_attr(shuttle, allow(dead_code))] // orderings, to which shuttle pays no attention
pub(crate) mod modelled;

pub(crate) use atomic_float::AtomicF64;
#[cfg(all(test, any(loom, shuttle)))]
pub(crate) use modelled::{
    AtomicBool, AtomicU64, AtomicUsize, Condvar, Mutex, MutexGuard, OnceLock, OnceRef, PoisonError,
    thread_local,
};
#[cfg(not(all(test, any(loom, shuttle))))]
pub(crate) use once_cell::race::OnceRef;
pub(crate) use std::sync::{Arc, atomic::Ordering};
#[cfg(not(all(test, any(loom, shuttle))))]
pub(crate) use std::{
    sync::atomic::{AtomicBool, AtomicU64, AtomicUsize},
    sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError},
    thread_local,
};

#[cfg(not(target_has_atomic = "64"))]
compile_error!("metrics-core counts in 64-bit cells: this target has no 64-bit atomic integers");

/// Whether a model checker is at work, for which everything has to be small.
pub(crate) const MODELLED: bool = cfg!(all(test, any(loom, shuttle)));

/// Locks, whatever happened to an earlier holder: no critical section of this crate leaves its data half-changed.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is in a cell, made now if there is nothing. Not made under the cell's own lock: an allocator may record, too.
pub(crate) fn allocated<T>(cell: &OnceLock<T>, make: impl FnOnce() -> T) -> Option<&T> {
    if cell.get().is_none() {
        // Where another thread was faster, its value stays.
        let _ = cell.set(make());
    }
    cell.get()
}

/// The value of an atomic that no other thread stores to.
#[inline]
#[cfg_attr(all(test, loom), track_caller)]
pub(crate) fn own_load(atomic: &AtomicU64) -> u64 {
    #[cfg(not(all(test, loom)))]
    return atomic.load(Ordering::Relaxed);
    #[cfg(all(test, loom))]
    return atomic.own_load();
}
