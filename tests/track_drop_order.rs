//! Arguments, locals and temporaries of a tracked function are dropped when, and in the order in which, they are
//! dropped without the attribute: after a return, an error, a panic and a cancellation.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use metrics_core::track_metrics;

thread_local! {
    static DROPPED: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Leaves its name when it is dropped.
struct Noisy(&'static str);

impl Noisy {
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl Drop for Noisy {
    fn drop(&mut self) {
        DROPPED.with_borrow_mut(|dropped| dropped.push(self.0));
    }
}

fn pair() -> (Noisy, Noisy) {
    (Noisy("pair.0"), Noisy("pair.1"))
}

/// Ways out of a function.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Return,
    Early,
    Error,
    Panic,
}

fn leave(way: Way) -> Result<bool, ()> {
    match way {
        Way::Return => Ok(false),
        Way::Early => Ok(true),
        Way::Error => Err(()),
        Way::Panic => resume_unwind(Box::new(())),
    }
}

/// The same methods without the attribute, with it, and with a label as well.
macro_rules! versions {
    ($label:tt $([$($method:tt)*])*) => {
        mod plain {
            use super::*;
            pub(super) struct Shop { left: Noisy, right: Noisy }
            impl Shop {
                pub(super) fn new() -> Self { Self { left: Noisy("self.left"), right: Noisy("self.right") } }
                $($($method)*)*
            }
        }
        mod tracked {
            use super::*;
            pub(super) struct Shop { left: Noisy, right: Noisy }
            impl Shop {
                pub(super) fn new() -> Self { Self { left: Noisy("self.left"), right: Noisy("self.right") } }
                $(#[track_metrics] $($method)*)*
            }
        }
        mod labelled {
            use super::*;
            pub(super) struct Shop { left: Noisy, right: Noisy }
            impl Shop {
                pub(super) fn new() -> Self { Self { left: Noisy("self.left"), right: Noisy("self.right") } }
                $(#[track_metrics(labels $label, in_flight)] $($method)*)*
            }
        }
    };
}

versions! {
    (is_one: bool = _one.0 == "one")
    [
        pub(super) fn guarded(self, _one: Noisy, two: Noisy, _: Noisy, (left, _): (Noisy, Noisy), way: Way) -> usize {
            let local = Noisy("local");
            match leave(way) {
                Ok(false) => {}
                Ok(true) => {
                    drop(two);
                    return 0;
                }
                Err(()) => return left.len(),
            }
            let Self { right, .. } = self;
            Noisy("temporary").len() + local.len() + right.len()
        }
    ]
    [
        pub(super) fn called(
            self,
            _one: Noisy,
            two: Noisy,
            _: Noisy,
            (left, _): (Noisy, Noisy),
            ref by_reference: Noisy,
            way: Way,
        ) -> Result<usize, ()> {
            let local = Noisy("local");
            if leave(way)? {
                drop((two, self.left));
                return Ok(by_reference.len());
            }
            let moved = left;
            Ok(Noisy("temporary").len() + local.len() + moved.len() + self.right.len())
        }
    ]
    [
        pub(super) fn without_self(self, _one: Noisy, two: Noisy, way: Way) -> Result<Noisy, ()> {
            if leave(way)? {
                return Ok(Noisy("early"));
            }
            Ok(two)
        }
    ]
    [
        pub(super) async fn awaited(
            self,
            _one: Noisy,
            two: Noisy,
            _: Noisy,
            (left, _): (Noisy, Noisy),
            ref by_reference: Noisy,
            way: Way,
        ) -> Result<usize, ()> {
            let local = Noisy("local");
            later().await;
            if leave(way)? {
                drop((two, self.left));
                return Ok(by_reference.len());
            }
            let moved = left;
            later().await;
            Ok(Noisy("temporary").len() + local.len() + moved.len())
        }
    ]
    [
        pub(super) async fn unused(self, _one: Noisy, _two: Noisy, _: Noisy) {
            later().await;
        }
    ]
    [
        pub(super) async fn opaque(self, _one: Noisy, two: Noisy, (left, _): (Noisy, Noisy), way: Way) -> Result<impl Fn() -> usize, ()> {
            let local = Noisy("local");
            later().await;
            if leave(way)? {
                drop((two, self.left));
            }
            Ok(move || Noisy("temporary").len() + local.len() + left.len())
        }
    ]
    [
        #[must_use]
        pub(super) async fn nested(self, _one: Noisy, two: Noisy, (left, _): (Noisy, Noisy), way: Way) -> Result<usize, ()> {
            let local = Noisy("local");
            later().await;
            if leave(way)? {
                drop((two, self.left));
            }
            Ok(Noisy("temporary").len() + local.len() + left.len())
        }
    ]
}

/// Compares what is dropped by a call without and with the attribute.
macro_rules! assert_same {
    ($call:expr, $($about:tt)*) => {{
        let plain = {
            use plain::Shop;
            dropped(|| {
                let _ = $call;
            })
        };
        let tracked = {
            use tracked::Shop;
            dropped(|| {
                let _ = $call;
            })
        };
        let labelled = {
            use labelled::Shop;
            dropped(|| {
                let _ = $call;
            })
        };
        assert!(plain.len() > 2, "{plain:?}");
        assert_eq!(plain, tracked, $($about)*);
        assert_eq!(plain, labelled, $($about)*);
    }};
}

/// What is dropped by some work, in order.
fn dropped(work: impl FnOnce()) -> Vec<&'static str> {
    DROPPED.take();
    let panicked = catch_unwind(AssertUnwindSafe(work)).is_err();
    let mut dropped = DROPPED.take();
    dropped.extend(panicked.then_some("panicked"));
    dropped
}

/// Pending once.
async fn later() {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// Polls at most so many times, then drops the future.
fn poll_and_drop<F: Future>(future: F, times: usize) {
    let mut future = pin!(future);
    for _ in 0..times {
        let poll = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        DROPPED.with_borrow_mut(|dropped| dropped.push("polled"));
        if poll.is_ready() {
            break;
        }
    }
    DROPPED.with_borrow_mut(|dropped| dropped.push("going"));
}

fn one() -> Noisy {
    Noisy("one")
}

fn two() -> Noisy {
    Noisy("two")
}

fn three() -> Noisy {
    Noisy("three")
}

fn four() -> Noisy {
    Noisy("four")
}

const WAYS: [Way; 4] = [Way::Return, Way::Early, Way::Error, Way::Panic];

#[test]
fn functions() {
    for way in WAYS {
        assert_same!(Shop::new().guarded(one(), two(), three(), pair(), way), "{way:?}");
        assert_same!(Shop::new().called(one(), two(), three(), pair(), four(), way), "{way:?}");
        assert_same!(Shop::new().without_self(one(), two(), way), "{way:?}");
    }
}

#[test]
fn futures() {
    for (way, polls) in WAYS.into_iter().flat_map(|way| (0..4).map(move |polls| (way, polls))) {
        assert_same!(
            poll_and_drop(Shop::new().awaited(one(), two(), three(), pair(), four(), way), polls),
            "{way:?} within {polls} polls"
        );
        assert_same!(poll_and_drop(Shop::new().unused(one(), two(), three()), polls), "{polls} polls");
        assert_same!(
            poll_and_drop(Shop::new().opaque(one(), two(), pair(), way), polls),
            "{way:?} within {polls} polls, opaque"
        );
        assert_same!(
            poll_and_drop(Shop::new().nested(one(), two(), pair(), way), polls),
            "{way:?} within {polls} polls, nested"
        );
    }
}
