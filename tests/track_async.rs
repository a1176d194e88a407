//! `#[track_metrics]` on async functions: each behaves as without it, and is counted from its first poll to its end.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::future::{Future, pending, poll_fn, ready};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};
use std::thread;

use calls::calls;
use metrics_core::track_metrics;

/// Ready at the second poll.
async fn later<T>(value: T) -> T {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    value
}

fn poll<F: Future>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = poll(future.as_mut()) {
            return value;
        }
    }
}

fn send<F: Send>(future: F) -> F {
    future
}

type Answer<T> = Result<T, String>;

#[track_metrics]
async fn answers(text: &str) -> Answer<u32> {
    if text.is_empty() {
        return Ok(0);
    }
    let number = later(text).await.parse::<u32>().map_err(|error| error.to_string())?;
    Ok(number)
}

#[track_metrics]
async fn says_nothing() {}

#[test]
fn values_and_errors_pass_through() {
    assert_eq!(calls("answers"), [0, 0, 0, 0]);
    assert_eq!((run(answers("7")), run(answers(""))), (Ok(7), Ok(0)));
    assert!(run(answers("x")).is_err());
    assert_eq!(calls("answers"), [2, 1, 0, 0]);
    run(says_nothing());
    assert_eq!(calls("says_nothing"), [1, 0, 0, 0]);
}

#[track_metrics]
async fn waits() {
    pending::<()>().await;
}

#[test]
fn a_future_dropped_half_way_is_cancelled() {
    drop(waits());
    assert_eq!(calls("waits"), [0, 0, 0, 0], "before the first poll there is no call");
    {
        let mut future = pin!(waits());
        assert!(poll(future.as_mut()).is_pending());
        assert!(poll(future.as_mut()).is_pending());
        assert_eq!(calls("waits"), [0, 0, 0, 0], "not yet");
    }
    assert_eq!(calls("waits"), [0, 0, 0, 1]);
}

#[test]
fn a_future_dropped_by_a_panic_elsewhere_is_cancelled() {
    #[track_metrics]
    async fn is_dropped_by_a_panic() {
        pending::<()>().await;
    }
    let outcome = catch_unwind(|| {
        let mut future = pin!(is_dropped_by_a_panic());
        assert!(poll(future.as_mut()).is_pending());
        resume_unwind(Box::new(()))
    });
    assert!(outcome.is_err());
    assert_eq!(calls("is_dropped_by_a_panic"), [0, 0, 0, 1]);
}

#[track_metrics]
async fn panics(first: bool) -> u32 {
    if !first {
        later(()).await;
    }
    resume_unwind(Box::new("payload"))
}

#[test]
fn a_panic_is_counted_once() {
    for first in [true, false] {
        let mut future = Box::pin(panics(first));
        let payload = catch_unwind(AssertUnwindSafe(|| run(future.as_mut()))).unwrap_err();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"payload"));
        let again = catch_unwind(AssertUnwindSafe(|| poll(future.as_mut())));
        assert!(again.is_err(), "polled again after a panic, as without the attribute");
    }
    assert_eq!(calls("panics"), [0, 0, 2, 0]);
}

#[test]
fn a_poll_after_the_end_is_no_call() {
    #[track_metrics]
    async fn is_polled_again() -> Answer<()> {
        Err(String::new())
    }
    let mut future = Box::pin(is_polled_again());
    assert!(poll(future.as_mut()).is_ready());
    assert!(catch_unwind(AssertUnwindSafe(|| poll(future.as_mut()))).is_err());
    assert_eq!(calls("is_polled_again"), [0, 1, 0, 0]);
}

#[track_metrics]
async fn factorial(number: u64) -> Option<u64> {
    if number == 0 {
        return Some(1);
    }
    Box::pin(factorial(number - 1)).await?.checked_mul(number)
}

#[test]
fn recursion() {
    assert_eq!(run(send(factorial(5))), Some(120));
    assert_eq!(calls("factorial"), [6, 0, 0, 0]);
}

#[track_metrics]
async fn wanders() -> thread::ThreadId {
    let start = thread::current().id();
    later(()).await;
    start
}

#[test]
fn a_future_may_wander_between_threads() {
    let mut future = Box::pin(wanders());
    assert!(poll(future.as_mut()).is_pending());
    let start = thread::spawn(move || run(future)).join().unwrap();
    assert_eq!(start, thread::current().id());
    assert_eq!(calls("wanders"), [1, 0, 0, 0]);
}

#[track_metrics]
#[tokio::test]
async fn below_tokio_test() -> Answer<()> {
    Ok(())
}

#[tokio::test]
#[track_metrics]
async fn above_tokio_test() -> Answer<()> {
    assert_eq!(calls("above_tokio_test"), [0, 0, 0, 0]);
    tokio::spawn(answers_in_a_task()).await.unwrap();
    assert_eq!(calls("answers_in_a_task"), [1, 0, 0, 0]);
    let task = tokio::spawn(is_aborted());
    tokio::task::yield_now().await;
    task.abort();
    assert!(task.await.unwrap_err().is_cancelled());
    assert_eq!(calls("is_aborted"), [0, 0, 0, 1]);
    Ok(())
}

#[track_metrics]
async fn answers_in_a_task() {
    ready(()).await;
}

#[track_metrics]
async fn is_aborted() {
    pending::<()>().await;
}

#[track_metrics]
#[tokio::main(flavor = "current_thread")]
async fn main_of_tokio(number: u8) -> Answer<u8> {
    tokio::task::yield_now().await;
    if number == 0 { Err(String::new()) } else { Ok(number) }
}

#[test]
fn attributes_that_need_the_keyword() {
    assert_eq!(main_of_tokio(3), Ok(3));
    assert!(main_of_tokio(0).is_err());
    assert_eq!(calls("main_of_tokio"), [1, 1, 0, 0]);
}
