//! `exemplars`: tracked functions that remember the span of a call.

#![deny(unused)]
#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

use std::cell::Cell;
use std::panic::catch_unwind;
use std::pin::pin;
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::task::{Context, Waker};
use std::time::Duration;

use metrics_core::{
    Counter, ErrorLabel, ExemplarLabels, Format, Histogram, Metrics, Outcome, Registry, WithExemplars,
    set_exemplar_source, track_metrics,
};

thread_local! {
    static SPAN: Cell<u64> = const { Cell::new(0) };
}

/// Whoever scrapes lets all functions remember anew, so one test at a time does.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From here on, this thread works for that span.
fn enter(span: u64) {
    static SOURCE: Once = Once::new();
    SOURCE.call_once(|| set_exemplar_source(|| Some(ExemplarLabels::of_span(7, SPAN.get()))).unwrap());
    SPAN.set(span);
}

/// The samples of a function that have an exemplar: each up to its value, with the span that is remembered.
fn remembered(function: &str) -> Vec<(String, u64)> {
    let text = Registry::global().to_text(Format::OpenMetrics);
    let label = format!("function=\"{function}\"");
    let lines = text.lines().filter(|line| line.contains(&label) && line.contains(" # "));
    let lines = lines.map(|line| {
        let (sample, exemplar) = line.split_once(" # ").unwrap();
        let span = exemplar.split("span_id=\"").nth(1).unwrap();
        let series = sample.split([' ', '{']).next().unwrap();
        let last = sample.rsplit(',').next().unwrap();
        (format!("{series} {last}"), u64::from_str_radix(&span[..16], 16).unwrap())
    });
    lines.collect()
}

/// What is remembered, apart from the bucket of the duration, which the machine decides.
fn counters(function: &str) -> Vec<(String, u64)> {
    let found = remembered(function);
    let (durations, counters): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(series, _)| series.starts_with("function_duration_seconds_bucket"));
    assert!(!durations.is_empty(), "the duration has one in any case");
    counters
}

#[derive(ErrorLabel)]
enum Problem {
    SoldOut,
    Declined,
}

#[track_metrics(exemplars, error)]
fn order(amount: u32) -> Result<u32, Problem> {
    match amount {
        0 => Err(Problem::SoldOut),
        1 => Err(Problem::Declined),
        amount => Ok(amount),
    }
}

#[test]
fn calls_that_fail_are_remembered_by_outcome_and_kind() {
    let _alone = alone();
    enter(1);
    assert!(order(5).is_ok());
    assert_eq!(counters("order"), []);
    enter(2);
    assert!(order(0).is_err());
    enter(3);
    assert!(order(1).is_err());
    let expected = [
        ("function_calls_total outcome=\"error\"} 2", 2),
        ("function_errors_total error=\"sold_out\"} 1", 2),
        ("function_errors_total error=\"declined\"} 1", 3),
    ];
    let expected = expected.map(|(series, span)| (series.to_owned(), span));
    assert_eq!(counters("order"), expected, "the first one after a scrape stands for the others");
    enter(4);
    assert!(order(0).is_err());
    assert_eq!(counters("order")[0].1, 4);
}

#[track_metrics(exemplars)]
async fn charge(wait: bool) {
    if wait {
        std::future::pending::<()>().await;
    }
}

#[test]
fn so_are_durations_of_async_calls_and_calls_that_are_cancelled() {
    let _alone = alone();
    let poll = |wait| {
        let mut future = Box::pin(charge(wait));
        let _ = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        future
    };
    enter(11);
    drop(poll(false));
    assert_eq!(counters("charge"), []);
    let waiting = poll(true);
    enter(12);
    drop(waiting);
    assert_eq!(counters("charge"), [("function_calls_total outcome=\"cancelled\"} 1".to_owned(), 12)]);
    let _ = pin!(charge(false));
}

#[track_metrics(exemplars, failures_only)]
fn fragile(panics: bool) {
    assert!(!panics, "on purpose");
}

#[test]
fn what_is_not_recorded_is_not_remembered() {
    let _alone = alone();
    enter(21);
    fragile(false);
    assert_eq!(remembered("fragile"), []);
    catch_unwind(|| fragile(true)).unwrap_err();
    assert_eq!(counters("fragile"), [("function_calls_total outcome=\"panic\"} 1".to_owned(), 21)]);
}

#[track_metrics]
fn plain() -> Result<(), ()> {
    Err(())
}

#[track_metrics(error, in_flight)]
fn detailed() -> Result<(), Problem> {
    Err(Problem::Declined)
}

#[test]
fn without_the_argument_nothing_is() {
    let _alone = alone();
    enter(31);
    let _ = (plain(), detailed());
    assert_eq!(remembered("plain"), []);
    assert_eq!(remembered("detailed"), []);
}

struct Till;

#[track_metrics(exemplars)]
impl Till {
    fn open(&self) {}

    #[track_metrics(name = "till_check", buckets = [60.0])]
    fn check(&self) {}
}

#[test]
fn a_block_says_it_for_all() {
    let _alone = alone();
    enter(41);
    Till.open();
    Till.check();
    assert_eq!(counters("Till::open"), []);
    assert_eq!(
        remembered("Till::check"),
        [("till_check_duration_seconds_bucket le=\"60.0\"} 1".to_owned(), 41)]
    );
}

#[derive(Metrics)]
#[metrics(prefix = "own")]
struct Own {
    /// Charges.
    charges: WithExemplars<Counter<Outcome>>,
    /// How long they took.
    #[metric(buckets = [60.0])]
    charge_duration: WithExemplars<Histogram<(), Duration>>,
}

static OWN: Own = Own::new();

#[track_metrics(calls = OWN.charges, duration = OWN.charge_duration)]
fn own() -> Result<(), ()> {
    Err(())
}

#[test]
fn metrics_of_ones_own_remember_by_their_type() {
    let _alone = alone();
    let registry = Registry::new();
    registry.register(&OWN).unwrap();
    enter(51);
    assert!(own().is_err());
    let text = registry.to_text(Format::OpenMetrics);
    for series in
        ["own_charges_total{outcome=\"error\"} 1", "own_charge_duration_seconds_bucket{le=\"60.0\"} 1"]
    {
        let wanted = format!("{series} # {{trace_id=\"{:032x}\",span_id=\"{:016x}\"}} ", 7, 51);
        assert!(text.contains(&wanted), "no {wanted} in {text}");
    }
}
