//! A call of an async function.

use std::future::Future;
use std::marker::PhantomData;
use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};

use pin_project_lite::pin_project;

use super::{Call, Outcome, Returns, Site};

pin_project! {
    /// A future that is recorded as one call, from its first poll to its end.
    ///
    /// | what happens to it | outcome |
    /// |---|---|
    /// | it is ready | what `classify` says of the value |
    /// | a poll panics | panic |
    /// | it is dropped after the first poll | cancelled |
    /// | it is dropped before the first poll | no call |
    ///
    /// Polled again after the end, it passes on what the inner future does (it panics), and records nothing.
    ///
    /// It holds the inner future in place, without an allocation, and is as `Send` as that is.
    #[must_use = "futures do nothing unless you `.await` or poll them"]
    pub struct Tracked<F, T, C, S: Site> {
        #[pin]
        future: F,
        classify: C,
        // What it is ready with: with it in the type, the compiler knows it before it knows the future.
        output: PhantomData<fn() -> T>,
        // After the future: the time that a cancelled call takes to clean up is part of the call.
        progress: Progress<S>,
    }
}

enum Progress<S: Site> {
    Unpolled(S),
    /// Between two polls: if it ends here, it was cancelled.
    Running(Call<S>),
    Ended,
}

impl<F: Future<Output = T>, T, S: Site, C: Fn(&T) -> S::End> Tracked<F, T, C, S> {
    /// The future as a call of the function at `site`, which `returns` says the type of.
    #[inline]
    pub fn new(site: S, _returns: Returns<T>, future: F, classify: C) -> Self {
        Self { future, classify, output: PhantomData, progress: Progress::Unpolled(site) }
    }
}

impl<F: Future<Output = T>, T, S: Site, C: Fn(&T) -> S::End> Future for Tracked<F, T, C, S> {
    type Output = T;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<T> {
        let this = self.project();
        let Some(call) = this.progress.resume() else { return this.future.poll(context) };
        let polling = call.poll();
        let poll = this.future.poll(context);
        drop(polling);
        match &poll {
            Poll::Pending => this.progress.pause(call),
            Poll::Ready(value) => call.finish((this.classify)(value)),
        }
        poll
    }
}

impl<S: Site> Progress<S> {
    /// The call, for the time of one poll: if it ends in there, it panicked.
    #[inline]
    fn resume(&mut self) -> Option<Call<S>> {
        match mem::replace(self, Self::Ended) {
            Self::Unpolled(site) => Some(Call::start(site, Outcome::Panic)),
            Self::Running(mut call) => {
                call.otherwise(Outcome::Panic);
                Some(call)
            }
            Self::Ended => None,
        }
    }

    #[inline]
    fn pause(&mut self, mut call: Call<S>) {
        call.otherwise(Outcome::Cancelled);
        *self = Self::Running(call);
    }
}
