//! Atomics, locks and thread-locals as a model checker sees them: loom tries every order of events and every value that
//! a load may return, shuttle many random orders with many threads.
//!
//! A checker's atomics are created at run time, by a thread that everybody who uses them comes after; ours are created
//! by constants. So an atomic here is a [`Late`] one: a constant first, an atomic of the checker's at its first use.
//! What one thread creates and others find is created at once, by `enter_model`. Where that was forgotten, loom says so.
//!
//! A model has siblings that must fail: [`weaken`] makes the orderings of one file `Relaxed`, for the models that the
//! calling thread explores.

use std::cell::Cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::panic::Location;
use std::sync::atomic::Ordering;

#[cfg(loom)]
pub(crate) use loom as checker;
#[cfg(all(shuttle, not(loom)))]
pub(crate) use shuttle as checker;

pub(crate) use std::sync::PoisonError;

/// The checker's macro, for locals that are constants.
macro_rules! modelled_thread_local {
    ($(static $name:ident: $type:ty = const $start:block;)*) => {
        $crate::sync::modelled::checker::thread_local! { $(static $name: $type = $start;)* }
    };
}

pub(crate) use modelled_thread_local as thread_local;

/// What a model has to do without.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Weak {
    /// This ordering in the file whose path ends so.
    Order(&'static str, Ordering),
    /// The publication of what a `OnceLock` holds, in the file whose path ends so.
    Once(&'static str),
}

std::thread_local! {
    static WEAKENED: Cell<Option<Weak>> = const { Cell::new(None) };
}

/// Makes an ordering `Relaxed` for all models that this thread runs from now on.
pub(crate) fn weaken(weak: Weak) {
    WEAKENED.set(Some(weak));
}

fn weakened(asked: Ordering, at: &Location<'_>) -> Ordering {
    use Ordering::{AcqRel, Acquire, Relaxed, Release};
    match WEAKENED.get() {
        Some(Weak::Order(file, gone)) if at.file().ends_with(file) => match (asked, gone) {
            (AcqRel, Acquire) => Release,
            (AcqRel, Release) => Acquire,
            (asked, gone) if asked == gone => Relaxed,
            _ => asked,
        },
        _ => asked,
    }
}

fn once(asked: Ordering, at: &Location<'_>) -> Ordering {
    match WEAKENED.get() {
        Some(Weak::Once(file)) if at.file().ends_with(file) => Ordering::Relaxed,
        _ => asked,
    }
}

/// A value that becomes one of the checker's at its first use.
struct Late<S, C> {
    start: S,
    created: std::sync::OnceLock<C>,
}

impl<S, C> Late<S, C> {
    const fn new(start: S) -> Self {
        Self { start, created: std::sync::OnceLock::new() }
    }

    fn get(&self, create: impl FnOnce(&S) -> C) -> &C {
        self.created.get_or_init(|| create(&self.start))
    }
}

macro_rules! atomic {
    ($name:ident, $value:ty) => {
        pub(crate) struct $name(Late<$value, checker::sync::atomic::$name>);

        #[allow(dead_code)] // not every type needs everything
        impl $name {
            pub(crate) const fn new(value: $value) -> Self {
                Self(Late::new(value))
            }

            fn created(&self) -> &checker::sync::atomic::$name {
                self.0.get(|&start| checker::sync::atomic::$name::new(start))
            }

            pub(crate) fn enter_model(&self) {
                self.created();
            }

            #[track_caller]
            pub(crate) fn load(&self, order: Ordering) -> $value {
                self.created().load(weakened(order, Location::caller()))
            }

            #[track_caller]
            pub(crate) fn store(&self, value: $value, order: Ordering) {
                self.created().store(value, weakened(order, Location::caller()));
            }

            #[track_caller]
            pub(crate) fn swap(&self, value: $value, order: Ordering) -> $value {
                self.created().swap(value, weakened(order, Location::caller()))
            }

            #[track_caller]
            pub(crate) fn compare_exchange(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                let at = Location::caller();
                self.created().compare_exchange(current, new, weakened(success, at), weakened(failure, at))
            }

            /// Never fails by itself: the loops of a model must end.
            #[track_caller]
            pub(crate) fn compare_exchange_weak(
                &self,
                current: $value,
                new: $value,
                success: Ordering,
                failure: Ordering,
            ) -> Result<$value, $value> {
                self.compare_exchange(current, new, success, failure)
            }

            #[track_caller]
            pub(crate) fn fetch_update(
                &self,
                set: Ordering,
                fetch: Ordering,
                mut next: impl FnMut($value) -> Option<$value>,
            ) -> Result<$value, $value> {
                let mut seen = self.load(fetch);
                while let Some(new) = next(seen) {
                    match self.compare_exchange(seen, new, set, fetch) {
                        Ok(was) => return Ok(was),
                        Err(now) => seen = now,
                    }
                }
                Err(seen)
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new(Default::default())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    };
}

atomic!(AtomicBool, bool);
atomic!(AtomicU64, u64);
atomic!(AtomicUsize, usize);

macro_rules! arithmetic {
    ($name:ident, $value:ty) => {
        #[allow(dead_code)] // not every type needs everything
        impl $name {
            #[track_caller]
            pub(crate) fn fetch_add(&self, value: $value, order: Ordering) -> $value {
                self.created().fetch_add(value, weakened(order, Location::caller()))
            }

            #[track_caller]
            pub(crate) fn fetch_sub(&self, value: $value, order: Ordering) -> $value {
                self.created().fetch_sub(value, weakened(order, Location::caller()))
            }
        }
    };
}

arithmetic!(AtomicU64, u64);
arithmetic!(AtomicUsize, usize);

#[cfg(loom)]
impl AtomicU64 {
    /// Loads what only this thread stores: not a point at which another thread could come in between, and loom fails
    /// the model if another thread's store may be going on.
    ///
    /// With an ordinary load in its place, loom explores a single execution of an adding and a reading thread: the
    /// adding thread's load hides from it that its store and the reader's load depend on each other.
    #[allow(unsafe_code)]
    #[track_caller]
    pub(super) fn own_load(&self) -> u64 {
        // SAFETY: nothing but the model depends on it; loom checks that no store races with this load.
        unsafe { self.created().unsync_load() }
    }
}

/// A lock. It is never poisoned here: a model that panics has ended.
pub(crate) struct Mutex<T>(Late<std::sync::Mutex<Option<T>>, checker::sync::Mutex<T>>);

pub(crate) struct MutexGuard<'a, T>(checker::sync::MutexGuard<'a, T>);

impl<T> Mutex<T> {
    pub(crate) const fn new(value: T) -> Self {
        Self(Late::new(std::sync::Mutex::new(Some(value))))
    }

    fn created(&self) -> &checker::sync::Mutex<T> {
        self.0.get(|start| checker::sync::Mutex::new(start.lock().unwrap().take().expect("created once")))
    }

    pub(crate) fn enter_model(&self) {
        self.created();
    }

    pub(crate) fn lock(&self) -> Result<MutexGuard<'_, T>, PoisonError<MutexGuard<'_, T>>> {
        Ok(MutexGuard(self.created().lock().expect("the model has ended")))
    }
}

impl<T: Default> Default for Mutex<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mutex")
    }
}

impl<T> Deref for MutexGuard<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// For what waits by the clock, of which there is no model: time is always up.
#[derive(Debug, Default)]
pub(crate) struct Condvar;

impl Condvar {
    #[allow(clippy::unused_self)]
    pub(crate) fn notify_one(&self) {}

    #[allow(clippy::unused_self)]
    pub(crate) fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        _: std::time::Duration,
    ) -> Result<(MutexGuard<'a, T>, ()), PoisonError<(MutexGuard<'a, T>, ())>> {
        Ok((guard, ()))
    }
}

/// Holds its value in one of the standard library's, which the checker does not see; what it sees is `ready`.
pub(crate) struct OnceLock<T> {
    ready: AtomicBool,
    value: std::sync::OnceLock<T>,
    setting: Mutex<()>,
}

impl<T> OnceLock<T> {
    pub(crate) const fn new() -> Self {
        Self { ready: AtomicBool::new(false), value: std::sync::OnceLock::new(), setting: Mutex::new(()) }
    }

    pub(crate) fn enter_model(&self) {
        self.ready.enter_model();
        self.setting.enter_model();
    }

    #[track_caller]
    pub(crate) fn get(&self) -> Option<&T> {
        let order = once(Ordering::Acquire, Location::caller());
        if self.ready.load(order) { self.value.get() } else { None }
    }

    #[track_caller]
    pub(crate) fn set(&self, value: T) -> Result<(), T> {
        let mut value = Some(value);
        self.get_or_init(|| value.take().expect("called once"));
        value.map_or(Ok(()), Err)
    }

    #[track_caller]
    pub(crate) fn get_or_init(&self, init: impl FnOnce() -> T) -> &T {
        let order = once(Ordering::Release, Location::caller());
        if self.get().is_none() {
            let _alone = self.setting.lock();
            if self.value.get().is_none() {
                let value = init();
                assert!(self.value.set(value).is_ok(), "only one thread is here");
                self.ready.store(true, order);
            }
        }
        self.value.get().expect("has been set")
    }
}

impl<T> Default for OnceLock<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// A reference that is set once, published as a [`OnceLock`] publishes it.
pub(crate) struct OnceRef<'a, T>(OnceLock<&'a T>);

impl<'a, T> OnceRef<'a, T> {
    pub(crate) const fn new() -> Self {
        Self(OnceLock::new())
    }

    pub(crate) fn enter_model(&self) {
        self.0.enter_model();
    }

    #[track_caller]
    pub(crate) fn get(&self) -> Option<&'a T> {
        self.0.get().copied()
    }

    #[track_caller]
    pub(crate) fn set(&self, value: &'a T) -> Result<(), &'a T> {
        self.0.set(value)
    }

    #[track_caller]
    pub(crate) fn get_or_init(&self, init: impl FnOnce() -> &'a T) -> &'a T {
        self.0.get_or_init(init)
    }
}
