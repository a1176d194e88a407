//! The one door to atomics and to what is initialised once.
//!
//! No other file of the runtime names an atomic type, so that a model checker's types can stand in for them.

pub(crate) use atomic_float::AtomicF64;
pub(crate) use once_cell::race::OnceRef;
pub(crate) use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
pub(crate) use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};

#[cfg(not(target_has_atomic = "64"))]
compile_error!("metrics-core counts in 64-bit cells: this target has no 64-bit atomic integers");

/// Locks, whatever happened to an earlier holder: no critical section of this crate leaves its data half-changed.
pub(crate) fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
