//! Calls that are recorded in metrics which each of them finds in its arguments: behind `self`, for one.

use super::{CountsCalls, Ended, Facts, Guard, Outcome, Site, TimesCalls, With};
use crate::clock::Moment;

/// A tracked function, and the metrics for one call of it. `()` stands for a metric that is not found this way.
#[derive(Clone, Copy)]
pub struct OfCall<S, C, D> {
    site: S,
    calls: C,
    duration: D,
}

impl<F: Facts> With<F> {
    /// A call with metrics of its own.
    #[inline]
    pub const fn in_metrics_of_call(self) -> OfCall<Self, (), ()> {
        OfCall { site: self, calls: (), duration: () }
    }
}

impl<S, D> OfCall<S, (), D> {
    /// Counts the call in there.
    #[inline]
    pub fn calls<C: CountsCalls>(self, calls: &C) -> OfCall<S, &C, D> {
        OfCall { site: self.site, calls, duration: self.duration }
    }
}

impl<S, C> OfCall<S, C, ()> {
    /// Times it in there.
    #[inline]
    pub fn duration<D: TimesCalls>(self, duration: &D) -> OfCall<S, C, &D> {
        OfCall { site: self.site, calls: self.calls, duration }
    }
}

impl<F: Facts, C: CountsCalls + Copy, D: TimesCalls + Copy> OfCall<With<F>, C, D> {
    /// Starts a call of a function that cannot return an error.
    #[inline]
    pub fn enter(self) -> Guard<Self> {
        Guard::enter(self)
    }
}

impl<F: Facts, C: CountsCalls + Copy, D: TimesCalls + Copy> Site for OfCall<With<F>, C, D> {
    type End = Ended;

    const BUSY: bool = F::BUSY;

    #[inline]
    fn begin(self) {
        self.site.begin();
    }

    #[inline]
    fn end(self, end: Ended, start: Moment) {
        if !(F::FAILURES_ONLY && end.outcome == Outcome::Ok) {
            self.calls.count_call(end.outcome);
            self.duration.time_call(end.outcome, start.elapsed_nanoseconds());
        }
        self.site.end(end, start);
    }

    #[inline]
    fn polled(self, start: Moment) {
        self.site.polled(start);
    }
}

#[diagnostic::do_not_recommend]
impl CountsCalls for () {
    #[inline]
    fn count_call(&self, _outcome: Outcome) {}
}

#[diagnostic::do_not_recommend]
impl<C: CountsCalls> CountsCalls for &C {
    #[inline]
    fn count_call(&self, outcome: Outcome) {
        C::count_call(self, outcome);
    }
}

#[diagnostic::do_not_recommend]
impl TimesCalls for () {
    #[inline]
    fn time_call(&self, _outcome: Outcome, _nanoseconds: u64) {}
}

#[diagnostic::do_not_recommend]
impl<D: TimesCalls> TimesCalls for &D {
    #[inline]
    fn time_call(&self, outcome: Outcome, nanoseconds: u64) {
        D::time_call(self, outcome, nanoseconds);
    }
}
