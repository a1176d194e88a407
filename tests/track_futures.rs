//! `#[track_metrics]` on functions that return a future without being async: the future is what is counted.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape
#![deny(warnings)]

mod calls;

use std::future::{Future, poll_fn, ready};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use calls::calls;
use metrics_core::track_metrics;

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Ready at the second poll.
async fn later<T>(value: T) -> T {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    value
}

fn send<F: Future + Send>(future: F) -> F {
    future
}

#[track_metrics]
fn opaque<'a>(text: &'a str, times: usize) -> impl Future<Output = Result<usize, String>> + Send + 'a {
    let times = times + 1;
    async move {
        let number: usize = later(text).await.parse().map_err(|_| "no number".to_owned())?;
        Ok(number * times)
    }
}

#[track_metrics]
fn boxed(text: &str) -> Pin<Box<dyn Future<Output = Result<usize, String>> + Send + '_>> {
    if text.is_empty() {
        return Box::pin(ready(Ok(0)));
    }
    Box::pin(async move { text.parse().map_err(|_| "no number".to_owned()) })
}

#[track_metrics(future)]
fn aliased(text: String) -> BoxFuture<'static, Result<usize, String>> {
    Box::pin(async move { text.parse().map_err(|_| "no number".to_owned()) })
}

struct Shop {
    sold: usize,
}

impl Shop {
    #[track_metrics(in_flight, busy, error)]
    fn sell<'a>(
        &'a mut self,
        _unused: Box<u8>,
        orders: &'a [u8],
    ) -> impl Future<Output = Result<usize, String>> + 'a {
        async move {
            self.sold += orders.len();
            Ok(self.sold)
        }
    }

    /// Recursion needs a box.
    #[track_metrics]
    fn count(&self, from: usize) -> Pin<Box<dyn Future<Output = usize> + '_>> {
        Box::pin(async move { if from == 0 { self.sold } else { self.count(from - 1).await } })
    }
}

#[test]
fn a_call_is_what_becomes_of_the_future() {
    drop(opaque("1", 1));
    assert_eq!(calls("opaque"), [0, 0, 0, 0], "before the first poll there is no call");
    assert_eq!((run(send(opaque("2", 1))), run(opaque("x", 1))), (Ok(4), Err("no number".to_owned())));
    {
        let mut future = pin!(opaque("1", 1));
        assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    assert_eq!(calls("opaque"), [1, 1, 0, 1]);
    assert_eq!((run(boxed("2")), run(boxed("")), run(send(boxed("x"))).is_err()), (Ok(2), Ok(0), true));
    assert_eq!(calls("boxed"), [2, 1, 0, 0]);
    assert_eq!((run(aliased("2".to_owned())), run(aliased("x".to_owned())).is_err()), (Ok(2), true));
    assert_eq!(calls("aliased"), [1, 1, 0, 0]);
    let mut shop = Shop { sold: 0 };
    assert_eq!((run(shop.sell(Box::new(1), &[1, 2])), run(shop.count(3))), (Ok(2), 2));
    assert_eq!(
        (calls("sell"), calls("count")),
        ([1, 0, 0, 0], [4, 0, 0, 0]),
        "each level of a recursion is a call"
    );
}
