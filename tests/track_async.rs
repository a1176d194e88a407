//! `#[track_metrics]` on async functions: each behaves as without it, and is counted from its first poll to its end.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::fmt::Display;
use std::future::{Future, pending, poll_fn, ready};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::sync::Arc;
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

#[derive(Default)]
struct Shop {
    name: String,
}

impl Shop {
    #[track_metrics]
    async fn named(&self) -> &str {
        later(&self.name).await
    }

    #[track_metrics]
    async fn rename(&mut self, name: &str) -> &mut String {
        self.name = later(name).await.to_owned();
        &mut self.name
    }

    #[track_metrics]
    async fn into_named(mut self, suffix: impl Display) -> String {
        self.name += &suffix.to_string();
        self.name
    }

    #[track_metrics]
    async fn shared(self: Arc<Self>) -> Result<usize, ()> {
        Ok(later(self.name.len()).await)
    }

    #[track_metrics]
    async fn pinned(self: Pin<&mut Self>) -> &mut String {
        &mut self.get_mut().name
    }

    #[track_metrics]
    async fn either<'a>(&'a self, other: &'a str) -> &'a str {
        if self.name.is_empty() { other } else { later(&self.name).await }
    }
}

#[test]
fn methods_of_all_receivers() {
    let mut shop = Shop::default();
    assert_eq!(run(shop.either("other")), "other");
    run(send(shop.rename("corner"))).push('!');
    assert_eq!(run(send(shop.named())), "corner!");
    *run(Pin::new(&mut shop).pinned()) += "?";
    assert_eq!(run(shop.into_named(1)), "corner!?1");
    assert_eq!(run(send(Arc::new(Shop::default()).shared())), Ok(0));
    for method in ["either", "rename", "named", "pinned", "into_named", "shared"] {
        assert_eq!(calls(method), [1, 0, 0, 0], "{method}");
    }
}

trait Sells {
    async fn sell(&mut self, order: u32) -> Answer<u32>;
    fn sell_all(&mut self) -> impl Future<Output = Answer<u32>> + Send;
    #[track_metrics]
    async fn sell_twice(&mut self, order: u32) -> Answer<u32> {
        Ok(self.sell(order).await? + self.sell(order).await?)
    }
}

impl Sells for Shop {
    #[track_metrics]
    async fn sell(&mut self, order: u32) -> Answer<u32> {
        if order == 0 { Err(self.name.clone()) } else { Ok(later(order).await) }
    }

    #[track_metrics]
    async fn sell_all(&mut self) -> Answer<u32> {
        self.sell_twice(0).await
    }
}

#[test]
fn methods_of_traits() {
    let mut shop = Shop::default();
    assert_eq!(run(shop.sell_twice(2)), Ok(4));
    assert!(run(shop.sell_all()).is_err());
    assert_eq!(calls("sell"), [2, 1, 0, 0]);
    assert_eq!(calls("sell_twice"), [1, 1, 0, 0]);
    assert_eq!(calls("sell_all"), [0, 1, 0, 0]);
}

#[track_metrics]
async fn patterns<'a, const N: usize, T: Display>(
    (name, mut count): (&'a str, u8),
    _: &mut [T; N],
    #[allow(unused_variables)] unused: u8,
    #[cfg(any())] absent: u8,
    mut last: impl FnMut() -> T,
) -> String {
    count += 1;
    format!("{name} {count} {}", last())
}

#[track_metrics]
async fn coerced(number: bool) -> Result<Box<dyn Display + Send>, Box<dyn std::error::Error>> {
    if number {
        return Ok(Box::new("5".parse::<u8>()?));
    }
    Ok(Box::new("text"))
}

#[track_metrics]
async fn slice(first: bool) -> &'static [u8] {
    if first {
        return &[1];
    }
    &[1, 2]
}

#[track_metrics]
async fn function_pointer() -> fn(u8) -> u8 {
    |number| number + 1
}

#[track_metrics]
async fn opaque(step: u32) -> Result<impl Fn(u32) -> u32, String> {
    if step == 0 {
        return Err(String::new());
    }
    Ok(move |number| number + step)
}

#[track_metrics]
async fn never_returns() -> ! {
    later(()).await;
    resume_unwind(Box::new(()))
}

#[track_metrics]
#[must_use]
async fn must_be_used() -> Answer<u8> {
    Ok(1)
}

#[track_metrics]
async fn not_send(number: Rc<u8>) -> Rc<u8> {
    later(number).await
}

#[track_metrics]
#[allow(unsafe_code)]
async unsafe fn dereferenced(number: &u8) -> u8 {
    *later(number).await
}

#[test]
fn parameters_and_return_types() {
    assert_eq!(run(patterns(("a", 1), &mut [0; 3], 0, || 5)), "a 2 5");
    assert_eq!(run(send(coerced(true))).unwrap().to_string(), "5");
    assert_eq!((run(slice(true)), run(slice(false))), (&[1][..], &[1, 2][..]));
    assert_eq!(run(function_pointer())(1), 2);
    assert_eq!(run(opaque(1)).map(|add| add(1)), Ok(2));
    assert!(run(opaque(0)).is_err());
    assert_eq!(calls("opaque"), [1, 1, 0, 0]);
    assert!(catch_unwind(|| run(never_returns())).is_err());
    assert_eq!(calls("never_returns"), [0, 0, 1, 0]);
    assert_eq!(run(must_be_used()), Ok(1));
    assert_eq!(run(not_send(Rc::new(1))), Rc::new(1));
    // SAFETY: it asks for nothing.
    #[allow(unsafe_code)]
    let number = run(unsafe { dereferenced(&3) });
    assert_eq!(number, 3);
    for function in ["patterns", "coerced", "function_pointer", "must_be_used", "not_send", "dereferenced"] {
        assert_eq!(calls(function), [1, 0, 0, 0], "{function}");
    }
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
