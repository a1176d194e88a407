//! A call of a function whose body is not surrounded, and of which most values are seen.

use std::marker::PhantomData;
use std::thread;

use super::{Call, Outcome, Site};

/// A call that ends with the value that is shown to it, or else as was said at its start; unless the thread panics.
#[must_use = "a call ends when this is dropped"]
pub struct Watch<S: Site, T, C> {
    call: Call<S>,
    was_panicking: bool,
    /// What a value means.
    judge: C,
    returns: PhantomData<fn() -> T>,
}

impl<S: Site, T, C: Fn(&T) -> S::End> Watch<S, T, C> {
    /// A call that starts now, and ends like this if nobody sees what it returns.
    #[inline]
    pub(super) fn start(site: S, unseen: Outcome, judge: C) -> Self {
        let was_panicking = thread::panicking();
        Self { call: Call::start(site, unseen), was_panicking, judge, returns: PhantomData }
    }

    /// It returns this.
    #[inline]
    pub fn ends(&mut self, value: &T) {
        self.call.ends((self.judge)(value));
    }
}

impl<S: Site, T, C> Drop for Watch<S, T, C> {
    #[inline]
    fn drop(&mut self) {
        if thread::panicking() && !self.was_panicking {
            self.call.otherwise(Outcome::Panic);
        }
    }
}
