//! How models are explored, and shown to need what they have.
//!
//! See [`modelled`](super::modelled) for what stands in for atomics there.

#[cfg(loom)]
use std::sync::Arc;
#[cfg(loom)]
use std::sync::atomic::{AtomicUsize, Ordering};

use super::modelled::checker;
#[cfg(loom)]
use super::modelled::{Weak, weaken};

/// Explores a model of two threads with loom: every order of their events, with up to two switches (or as many as
/// `LOOM_MAX_PREEMPTIONS` says) that no thread asked for.
///
/// Fails if there are fewer executions than `at_least`: then the model does not show what it is there for.
#[cfg(loom)]
pub(crate) fn explore(at_least: usize, model: impl Fn() + Send + Sync + 'static) {
    explore_switches(2, at_least, model);
}

/// The same for a model of more threads, with one switch.
#[cfg(loom)]
pub(crate) fn explore_many(at_least: usize, model: impl Fn() + Send + Sync + 'static) {
    explore_switches(1, at_least, model);
}

#[cfg(loom)]
fn explore_switches(switches: usize, at_least: usize, model: impl Fn() + Send + Sync + 'static) {
    let executions = Arc::new(AtomicUsize::new(0));
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = builder.preemption_bound.or(Some(switches));
    builder.check({
        let executions = executions.clone();
        move || {
            executions.fetch_add(1, Ordering::Relaxed);
            crate::cells::enter_model();
            model();
        }
    });
    let executions = executions.load(Ordering::Relaxed);
    let name = std::thread::current().name().unwrap_or("?").to_owned();
    println!("{name}: {executions} executions");
    assert!(executions >= at_least, "loom explored {executions} executions only");
}

/// Proves that a model fails without an ordering.
#[cfg(loom)]
pub(crate) fn needs(weak: Weak, model: fn()) {
    fails(move || {
        weaken(weak);
        explore(0, model);
    });
}

/// Proves that a model fails.
#[cfg(loom)]
pub(crate) fn fails(exploring: impl FnOnce() + Send + 'static) {
    let exploring = std::thread::spawn(exploring);
    assert!(exploring.join().is_err(), "the model does not notice what is wrong");
}

/// A thread of a model, which gives its slab back when it ends.
pub(crate) fn spawn<R: Send + 'static>(
    body: impl FnOnce() -> R + Send + 'static,
) -> checker::thread::JoinHandle<R> {
    checker::thread::spawn(move || {
        let result = body();
        crate::cells::leave();
        result
    })
}
