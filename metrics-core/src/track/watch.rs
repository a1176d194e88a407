//! A call of a function whose body is not surrounded, and of which most values are seen.

use std::thread;

use super::{Call, Outcome, Site};

/// A call that ends with the value that is shown to it, or else as was said at its start; unless the thread panics.
#[must_use = "a call ends when this is dropped"]
pub struct Watch<S: Site> {
    call: Call<S>,
    was_panicking: bool,
}

impl<S: Site> Watch<S> {
    /// A call that starts now, and ends like this if nobody sees what it returns.
    #[inline]
    pub fn start(site: S, unseen: Outcome) -> Self {
        Self { was_panicking: thread::panicking(), call: Call::start(site, unseen) }
    }

    /// It returns a value that means this.
    #[inline]
    pub fn ends(&mut self, end: S::End) {
        self.call.ends(end);
    }
}

impl<S: Site> Drop for Watch<S> {
    #[inline]
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            self.call.otherwise(Outcome::Panic);
        }
    }
}
