//! One call, from its start to its end.

use std::thread;

use super::{CallSite, Outcome};
use crate::clock::Moment;

/// A call that is going on; recorded when it is dropped.
#[must_use = "a call ends when this is dropped"]
pub struct Call {
    site: &'static CallSite,
    start: Moment,
    /// What is recorded if nothing else is said until the end.
    outcome: Outcome,
}

impl Call {
    /// A call that starts now, and is recorded as `outcome` if it just ends.
    #[inline]
    pub(super) fn start(site: &'static CallSite, outcome: Outcome) -> Self {
        Self { site, start: Moment::now(), outcome }
    }

    /// From here on, the call is recorded as `outcome` if it just ends.
    #[inline]
    pub(super) fn otherwise(&mut self, outcome: Outcome) {
        self.outcome = outcome;
    }

    /// Records it.
    #[inline]
    pub(super) fn finish(mut self, outcome: Outcome) {
        self.otherwise(outcome);
    }
}

impl Drop for Call {
    #[inline]
    fn drop(&mut self) {
        self.site.record(self.outcome, self.start);
    }
}

/// A call of a function that cannot return an error: it is ok, unless the thread panics.
///
/// Nothing surrounds the body, so this is all there is to see. In a thread that is panicking already (the function is
/// called by a `Drop`), a second panic cannot be told from the first: such a call is ok.
#[must_use = "a call ends when this is dropped"]
pub struct Guard {
    call: Call,
    was_panicking: bool,
}

impl CallSite {
    /// Starts a call of a function that cannot return an error.
    #[inline]
    pub fn enter(&'static self) -> Guard {
        Guard { was_panicking: thread::panicking(), call: Call::start(self, Outcome::Ok) }
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            self.call.otherwise(Outcome::Panic);
        }
    }
}
