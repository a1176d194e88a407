//! One call, from its start to its end.

use std::thread;

use super::{Outcome, Site};
use crate::clock::Moment;

/// A call that is going on; recorded when it is dropped.
#[must_use = "a call ends when this is dropped"]
pub struct Call<S: Site> {
    site: S,
    start: Moment,
    /// What is recorded if nothing else is said until the end.
    end: S::End,
}

impl<S: Site> Call<S> {
    /// A call that starts now, and is recorded as `outcome` if it just ends.
    #[inline]
    pub(super) fn start(site: S, outcome: Outcome) -> Self {
        site.begin();
        Self { site, start: Moment::now(), end: outcome.into() }
    }

    /// From here on, the call is recorded as `outcome` if it just ends.
    #[inline]
    pub(super) fn otherwise(&mut self, outcome: Outcome) {
        self.end = outcome.into();
    }

    /// From here on, it is recorded like this.
    #[inline]
    pub(super) fn ends(&mut self, end: S::End) {
        self.end = end;
    }

    /// Records it.
    #[inline]
    pub(super) fn finish(mut self, end: S::End) {
        self.ends(end);
    }

    /// One poll of it, which lasts until this is dropped.
    #[inline]
    pub(super) fn poll(&self) -> Polling<S> {
        Polling { site: self.site, start: S::BUSY.then(Moment::now) }
    }
}

impl<S: Site> Drop for Call<S> {
    #[inline]
    fn drop(&mut self) {
        self.site.end(self.end, self.start);
    }
}

/// A poll that is going on.
pub(super) struct Polling<S: Site> {
    site: S,
    start: Option<Moment>,
}

impl<S: Site> Drop for Polling<S> {
    #[inline]
    fn drop(&mut self) {
        if let Some(start) = self.start {
            self.site.polled(start);
        }
    }
}

/// A call of a function that cannot return an error: it is ok, unless the thread panics.
///
/// Nothing surrounds the body, so this is all there is to see. In a thread that is panicking already (the function is
/// called by a `Drop`), a second panic cannot be told from the first: such a call is ok.
#[must_use = "a call ends when this is dropped"]
pub struct Guard<S: Site> {
    site: S,
    start: Moment,
    was_panicking: bool,
}

impl<S: Site> Guard<S> {
    #[inline]
    pub(super) fn enter(site: S) -> Self {
        site.begin();
        Self { site, was_panicking: thread::panicking(), start: Moment::now() }
    }
}

impl<S: Site> Drop for Guard<S> {
    #[inline]
    fn drop(&mut self) {
        self.site.end_guarded(self.start, self.was_panicking);
    }
}
