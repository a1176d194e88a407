//! `calls = …` and `duration = …` with metrics that each call finds in its arguments.

#![deny(unused)]
#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::future::{Future, ready};
use std::panic::{catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use calls::calls;
use metrics_core::track::{CountsCalls, TimesCalls};
use metrics_core::{Counter, Histogram, Metrics, Outcome, WithExemplars, track_metrics};

#[derive(Metrics)]
#[metrics(prefix = "behind_self")]
struct ShopMetrics {
    /// Charges.
    charges: Counter<Outcome>,
    /// How long they took.
    charge_duration: Histogram<(), Duration>,
}

#[derive(Clone)]
struct Shop {
    name: String,
    metrics: Arc<ShopMetrics>,
}

fn run<F: Future + Send>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

#[track_metrics(calls = self.metrics.charges, duration = self.metrics.charge_duration)]
impl Shop {
    /// Has no `self`, so it is counted where all functions are.
    fn new(name: &str) -> Self {
        Self { name: name.to_owned(), metrics: Arc::new(ShopMetrics::new()) }
    }

    fn borrowed(&self, fail: bool) -> Result<&str, u8> {
        if fail { Err(1) } else { Ok(&self.name) }
    }

    fn guarded(&self) -> usize {
        self.name.len()
    }

    async fn later(&self, text: String) -> Result<String, u8> {
        ready(()).await;
        if text.is_empty() { Err(1) } else { Ok(format!("{} {text}", self.name)) }
    }

    fn future(&self) -> impl Future<Output = usize> + '_ {
        async move { self.name.len() }
    }

    fn boxed(&self) -> Pin<Box<dyn Future<Output = Result<usize, u8>> + Send + '_>> {
        Box::pin(ready(Ok(self.name.len())))
    }

    #[track_metrics(calls = self.metrics.clone().charges, duration = self.metrics.clone().charge_duration)]
    fn rename(&mut self, name: String) -> Result<&mut String, u8> {
        self.name = name;
        Ok(&mut self.name)
    }

    #[track_metrics(calls = self.metrics.clone().charges, duration = self.metrics.clone().charge_duration)]
    fn into_name(self) -> Result<String, u8> {
        if self.name.is_empty() {
            resume_unwind(Box::new(()));
        }
        Ok(self.name)
    }

    #[track_metrics(calls = self.metrics.clone().charges, duration = self.metrics.clone().charge_duration)]
    async fn rename_later(&mut self, name: String) -> Result<&mut String, u8> {
        ready(()).await;
        self.name = name;
        Ok(&mut self.name)
    }

    #[track_metrics(calls = self.metrics.clone().charges, duration = self.metrics.clone().charge_duration, failures_only)]
    async fn into_name_later(self: Arc<Self>) -> Result<String, u8> {
        ready(()).await;
        if self.name.is_empty() { Err(1) } else { Ok(self.name.clone()) }
    }
}

#[track_metrics(calls = metrics.charges)]
fn in_an_argument(metrics: &ShopMetrics, (left, _right): (u8, String)) -> Option<u8> {
    Some(left)
}

#[track_metrics(calls = metrics.charges)]
async fn in_an_argument_later(metrics: &ShopMetrics, text: &mut String) -> Option<u8> {
    text.push('a');
    text.bytes().next()
}

/// Calls that were ok, returned an error, panicked; and how many were timed.
fn counts(metrics: &ShopMetrics) -> [u64; 4] {
    let count = |outcome| metrics.charges.with(outcome).value();
    let timed = metrics.charge_duration.snapshot().count;
    [count(Outcome::Ok), count(Outcome::Error), count(Outcome::Panic), timed]
}

#[test]
fn metrics_may_be_behind_self() {
    let mut shop = Shop::new("corner");
    let metrics = Arc::clone(&shop.metrics);
    assert_eq!((shop.borrowed(false), shop.borrowed(true)), (Ok("corner"), Err(1)));
    assert_eq!((counts(&metrics), calls("Shop::new")), ([1, 1, 0, 2], [1, 0, 0, 0]));
    assert_eq!(shop.guarded(), 6);
    assert_eq!(
        (run(shop.later("x".to_owned())), run(shop.later(String::new()))),
        (Ok("corner x".to_owned()), Err(1))
    );
    assert_eq!((run(shop.future()), run(shop.boxed())), (6, Ok(6)));
    assert_eq!(counts(&metrics), [5, 2, 0, 7]);
    shop.rename("other".to_owned()).unwrap().push('!');
    run(shop.rename_later("third".to_owned())).unwrap().push('!');
    assert_eq!(
        (run(Arc::new(shop.clone()).into_name_later()), counts(&metrics)),
        (Ok("third!".to_owned()), [7, 2, 0, 9])
    );
    assert_eq!(shop.clone().into_name(), Ok("third!".to_owned()));
    shop.name.clear();
    assert!(run(Arc::new(shop.clone()).into_name_later()).is_err());
    assert!(catch_unwind(|| shop.into_name()).is_err());
    assert_eq!(counts(&metrics), [8, 3, 1, 12]);
}

#[test]
fn or_in_another_argument() {
    let metrics = ShopMetrics::new();
    assert_eq!(in_an_argument(&metrics, (1, String::new())), Some(1));
    assert_eq!(run(in_an_argument_later(&metrics, &mut String::new())), Some(b'a'));
    assert_eq!(counts(&metrics), [2, 0, 0, 0]);
}

/// Everything that calls can be counted in.
#[derive(Metrics)]
struct Kinds {
    /// All in one.
    all: Counter,
    /// By outcome.
    by_outcome: Counter<Outcome>,
    /// One series of several.
    by_flag: Counter<bool>,
    /// With exemplars.
    traced: WithExemplars<Counter>,
    /// With exemplars, by outcome.
    traced_by_outcome: WithExemplars<Counter<Outcome>>,
    /// All in one.
    wait: Histogram<(), Duration>,
    /// By outcome.
    wait_by_outcome: Histogram<Outcome, Duration>,
    /// One series of several.
    wait_by_flag: Histogram<bool, Duration>,
    /// With exemplars.
    traced_wait: WithExemplars<Histogram<(), Duration>>,
    /// With exemplars, by outcome.
    traced_wait_by_outcome: WithExemplars<Histogram<Outcome, Duration>>,
}

#[test]
fn calls_are_counted_where_they_belong() {
    let kinds = Kinds::new();
    let in_series = kinds.by_flag.with(true);
    let all: [&dyn CountsCalls; 5] =
        [&kinds.all, &kinds.by_outcome, &in_series, &kinds.traced, &kinds.traced_by_outcome];
    for counts in all {
        counts.count_call(Outcome::Error);
        counts.count_call(Outcome::Error);
        counts.count_call(Outcome::Ok);
    }
    assert_eq!((kinds.all.value(), kinds.traced.value()), (3, 3));
    assert_eq!((kinds.by_flag.with(true).value(), kinds.by_flag.with(false).value()), (3, 0));
    for (outcome, count) in [(Outcome::Ok, 1), (Outcome::Error, 2), (Outcome::Panic, 0)] {
        assert_eq!(kinds.by_outcome.with(outcome).value(), count);
        assert_eq!(kinds.traced_by_outcome.with(outcome).value(), count);
    }
}

#[test]
fn and_timed_where_they_belong() {
    let kinds = Kinds::new();
    let in_series = kinds.wait_by_flag.with(true);
    let all: [&dyn TimesCalls; 5] =
        [&kinds.wait, &kinds.wait_by_outcome, &in_series, &kinds.traced_wait, &kinds.traced_wait_by_outcome];
    for times in all {
        times.time_call(Outcome::Error, 1_000_000_000);
        times.time_call(Outcome::Error, 500_000_000);
    }
    for snapshot in [
        kinds.wait.snapshot(),
        kinds.wait_by_flag.with(true).snapshot(),
        kinds.traced_wait.snapshot(),
        kinds.wait_by_outcome.with(Outcome::Error).snapshot(),
        kinds.traced_wait_by_outcome.with(Outcome::Error).snapshot(),
    ] {
        assert_eq!((snapshot.count, snapshot.sum), (2, 1.5));
    }
    assert_eq!(kinds.wait_by_outcome.with(Outcome::Ok).snapshot().count, 0);
    assert_eq!(kinds.traced_wait_by_outcome.with(Outcome::Ok).snapshot().count, 0);
}
