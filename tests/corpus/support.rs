//! What the functions of the corpus are tried with.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// How often the functions of a case end: ok, with an error, by a panic, cancelled.
pub type Calls = [u64; 4];

thread_local! {
    static LOG: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Leaves its name when it is dropped.
pub struct Noisy(pub &'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        log(self.0);
    }
}

/// Writes something down.
pub fn log(text: &'static str) {
    LOG.with_borrow_mut(|log| log.push(text));
}

/// What was written down.
pub fn logged() -> Vec<&'static str> {
    LOG.take()
}

/// Polls a future until it is ready.
pub fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = poll(future.as_mut()) {
            return value;
        }
    }
}

/// Polls it once.
pub fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// Polls it once, and drops it.
pub fn cancel<F: Future>(future: F) {
    assert!(poll(pin!(future)).is_pending());
}

/// Ready at the second poll.
pub async fn later<T>(value: T) -> T {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    value
}

/// The text that some work panics with.
pub fn panics<T>(work: impl FnOnce() -> T) -> String {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(_) => "no panic".to_owned(),
        Err(payload) => payload.downcast_ref::<&str>().map_or_else(String::new, |text| (*text).to_owned()),
    }
}

/// A future that can be sent to another thread.
pub fn send<F: Future + Send>(future: F) -> F {
    future
}
