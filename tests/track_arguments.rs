//! What the arguments of `#[track_metrics(…)]` record beside calls and their duration.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::future::{Future, poll_fn};
use std::panic::{catch_unwind, resume_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use calls::calls;
use metrics_core::{ErrorLabel, Registry, track_metrics};

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

/// Ready at the second poll.
async fn later<T>(value: T) -> T {
    let mut polled = false;
    poll_fn(|_| if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    value
}

/// The value of the sample that has this name and these labels, besides the module.
#[track_caller]
fn sample(name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let labels: Vec<_> = labels.iter().copied().chain([("module", module_path!())]).collect();
    Registry::global().snapshot().value(name, &labels)
}

#[track_caller]
fn in_flight(function: &str) -> f64 {
    sample("function_calls_in_flight", &[("function", function)]).expect("a gauge")
}

#[track_metrics(in_flight)]
fn goes_on(now: &dyn Fn()) -> Result<u8, ()> {
    now();
    Ok(1)
}

#[track_metrics(in_flight)]
fn goes_on_guarded(now: &dyn Fn()) {
    now();
}

#[track_metrics(in_flight)]
async fn goes_on_later(number: u8) -> u8 {
    later(number).await
}

#[track_metrics(in_flight)]
#[must_use]
async fn goes_on_nested(number: u8) -> u8 {
    later(number).await
}

#[test]
fn calls_in_flight_are_exact() {
    assert_eq!(in_flight("goes_on"), 0.0);
    assert_eq!(goes_on(&|| assert_eq!(in_flight("goes_on"), 1.0)), Ok(1));
    goes_on_guarded(&|| assert_eq!(in_flight("goes_on_guarded"), 1.0));
    assert!(catch_unwind(|| goes_on(&|| resume_unwind(Box::new(())))).is_err());
    assert!(catch_unwind(|| goes_on_guarded(&|| resume_unwind(Box::new(())))).is_err());
    assert_eq!((in_flight("goes_on"), in_flight("goes_on_guarded")), (0.0, 0.0));
    assert_eq!((calls("goes_on"), calls("goes_on_guarded")), ([1, 0, 1, 0], [1, 0, 1, 0]));
}

#[test]
fn futures_in_flight_are_exact() {
    let mut futures: Vec<_> = (0..3).map(|number| Box::pin(goes_on_later(number))).collect();
    assert_eq!(in_flight("goes_on_later"), 0.0, "not before the first poll");
    for future in &mut futures {
        assert!(poll(future.as_mut()).is_pending());
    }
    assert_eq!(in_flight("goes_on_later"), 3.0);
    assert!(poll(futures[0].as_mut()).is_ready());
    assert_eq!(in_flight("goes_on_later"), 2.0);
    drop(futures);
    assert_eq!(in_flight("goes_on_later"), 0.0);
    assert_eq!(calls("goes_on_later"), [1, 0, 0, 2]);
    assert_eq!(run(goes_on_nested(5)), 5);
    assert_eq!((in_flight("goes_on_nested"), calls("goes_on_nested")), (0.0, [1, 0, 0, 0]));
}

struct Response(u16);

impl Response {
    fn is_success(&self) -> bool {
        self.0 < 400
    }
}

#[track_metrics(ok_if = Response::is_success)]
fn answers(status: u16) -> Response {
    Response(status)
}

#[track_metrics(error_if = |response| response.0 >= 500)]
async fn answers_later(status: u16) -> Response {
    Response(status)
}

#[track_metrics(ok_if = Option::is_some)]
fn finds(there: bool) -> Option<u8> {
    there.then_some(1)
}

#[track_metrics(error_if = |found| !*found)]
fn exists(there: bool) -> bool {
    there
}

#[track_metrics(error_if = |answer: &Result<u8, u16>| matches!(answer, Err(500..)))]
fn fails_when_it_matters(status: u16) -> Result<u8, u16> {
    Err(status)
}

#[test]
fn the_user_says_what_an_error_is() {
    for status in [200, 404, 500] {
        answers(status);
        run(answers_later(status));
        let _ = fails_when_it_matters(status);
    }
    assert_eq!((calls("answers"), calls("answers_later")), ([1, 2, 0, 0], [2, 1, 0, 0]));
    assert_eq!(calls("fails_when_it_matters"), [2, 1, 0, 0]);
    let _ = (finds(true), finds(false), exists(true), exists(false));
    assert_eq!((calls("finds"), calls("exists")), ([1, 1, 0, 0], [1, 1, 0, 0]));
}

#[derive(ErrorLabel)]
#[allow(dead_code)]
enum ChargeError {
    Declined,
    LimitReached(u64),
    #[label(rename = "network")]
    Net {
        host: String,
    },
}

type Charged<T> = Result<T, ChargeError>;

#[track_metrics(error)]
fn charge(amount: u64) -> Result<u64, ChargeError> {
    if amount > 100 { Err(ChargeError::LimitReached(amount)) } else { Ok(amount) }
}

#[track_metrics(error)]
async fn charge_later(amount: u64) -> Charged<u64> {
    later(()).await;
    if amount > 100 { Err(ChargeError::Net { host: String::new() }) } else { Ok(amount) }
}

#[track_metrics(error)]
fn charge_boxed(text: &str) -> Result<u64, Box<dyn std::error::Error + '_>> {
    Ok(text.parse()?)
}

#[track_metrics(error, error_if = |_| true)]
fn charge_nothing() -> Result<(), ChargeError> {
    Ok(())
}

#[track_metrics(error = ChargeError)]
fn charge_generic<T: Default>(fail: bool) -> Charged<T> {
    if fail { Err(ChargeError::Declined) } else { Ok(T::default()) }
}

#[track_metrics(error)]
fn charge_any<T: Default>(_: T) -> Result<T, ChargeError> {
    Err(ChargeError::Declined)
}

#[test]
fn errors_are_counted_by_kind() {
    let errors = |function, kind| sample("function_errors_total", &[("function", function), ("error", kind)]);
    assert_eq!(errors("charge", "limit_reached"), Some(0.0), "from the first scrape");
    let _ =
        (charge(1), charge(101), charge(102), run(charge_later(101)), charge_boxed("x"), charge_boxed("1"));
    let _ = (charge_nothing(), charge_generic::<u8>(true), charge_any(1_u8), charge_any(""));
    assert_eq!((errors("charge", "limit_reached"), errors("charge", "declined")), (Some(2.0), Some(0.0)));
    assert_eq!((errors("charge_later", "network"), errors("charge_later", "other")), (Some(1.0), Some(0.0)));
    assert_eq!((errors("charge_boxed", "other"), errors("charge_boxed", "declined")), (Some(1.0), None));
    assert_eq!(errors("charge_nothing", "other"), Some(1.0));
    assert_eq!(
        (errors("charge_generic", "declined"), errors("charge_any", "declined")),
        (Some(1.0), Some(2.0))
    );
    assert_eq!((calls("charge"), calls("charge_later")), ([1, 2, 0, 0], [0, 1, 0, 0]));
}
