//! Where the calls of one function are recorded, as a call sees it.

use std::thread;

use super::{CallSite, Guard, Outcome};
use crate::clock::Moment;

/// A tracked function. What it does with a call is known to the compiler, so that a function of which nothing special
/// is asked pays for nothing special.
pub trait Site: Copy {
    /// What is known of a call at its end.
    type End: From<Outcome> + Copy;

    /// Whether the time inside of polls is recorded.
    const BUSY: bool = false;

    /// A call starts.
    #[inline]
    fn begin(self) {}

    /// A call ends.
    fn end(self, end: Self::End, start: Moment);

    /// A call ends that is ok, unless it panicked; a thread that `was_panicking` goes on with that.
    #[inline]
    fn end_guarded(self, start: Moment, was_panicking: bool) {
        let panicked = thread::panicking() && !was_panicking;
        self.end(if panicked { Outcome::Panic } else { Outcome::Ok }.into(), start);
    }

    /// A poll ends.
    #[inline]
    fn polled(self, _start: Moment) {}
}

/// A function of which nothing special is asked.
///
/// A type without a lifetime: where a future has to be `Send`, the compiler forgets that a lifetime was `'static`.
#[derive(Clone, Copy)]
pub struct Plain(&'static CallSite);

impl Plain {
    /// The site of a function.
    #[inline]
    pub const fn new(site: &'static CallSite) -> Self {
        Self(site)
    }

    /// Starts a call of a function that cannot return an error.
    #[inline]
    pub fn enter(self) -> Guard<Self> {
        Guard::enter(self)
    }
}

impl Site for Plain {
    type End = Outcome;

    #[inline]
    fn end(self, outcome: Outcome, start: Moment) {
        self.0.calls().record(outcome, start);
    }

    #[inline]
    fn end_guarded(self, start: Moment, was_panicking: bool) {
        self.0.calls().record_guarded(start, was_panicking);
    }
}
