//! The arguments of `#[track_metrics(…)]` that decide which series there are, and what they are called.

#![deny(unused)]
#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::panic::{catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use calls::calls;
use metrics_core::{Counter, Format, Histogram, Label, Metrics, Outcome, Registry, track_metrics};

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

/// The value of the sample that has this name and these labels, besides the module.
fn sample(name: &str, labels: &[(&str, &str)]) -> Option<f64> {
    let labels: Vec<_> = labels.iter().copied().chain([("module", module_path!())]).collect();
    Registry::global().snapshot().value(name, &labels)
}

#[derive(Clone, Copy, Label)]
enum Kind {
    Card,
    Cash,
}

#[derive(Clone, Copy, Label)]
enum Size {
    Small,
    Large,
}

#[derive(Clone)]
struct Order {
    kind: Kind,
    items: Vec<u8>,
}

#[track_metrics(labels(kind = order.kind))]
fn take(order: Order) -> Vec<u8> {
    order.items
}

#[track_metrics(labels(kind = order.kind, is_large = order.items.len() > 1), in_flight)]
async fn take_later(order: Order, _: &str) -> Result<Vec<u8>, ()> {
    if order.items.is_empty() { Err(()) } else { Ok(order.items) }
}

#[track_metrics(labels(kind = *kind), after(size = if result.len() > 1 { Size::Large } else { Size::Small }))]
fn pack(kind: &Kind, Order { items, .. }: Order) -> Vec<u8> {
    if items.is_empty() {
        resume_unwind(Box::new(*kind));
    }
    items
}

#[track_metrics(labels(kind = kind, is_empty = items.is_empty()))]
async fn pack_later(Order { kind, items }: Order, mut more: Vec<u8>) -> Vec<u8> {
    more.extend(items);
    more
}

impl Order {
    #[track_metrics(labels(kind: Kind = self.kind), after(size: Size = Size::Small))]
    fn label(self) -> Self {
        self
    }
}

fn order(kind: Kind, items: u8) -> Order {
    Order { kind, items: (0..items).collect() }
}

#[test]
fn labels_are_found_out_before_and_after_the_call() {
    let taken = |kind| {
        let labels = [("function", "take"), ("outcome", "ok"), ("kind", kind)];
        sample("function_calls_total", &labels)
    };
    assert_eq!((taken("card"), taken("cash")), (Some(0.0), Some(0.0)), "from the first scrape");
    assert_eq!((take(order(Kind::Cash, 2)).len(), taken("card"), taken("cash")), (2, Some(0.0), Some(1.0)));
    let timed = [("function", "take"), ("kind", "cash")];
    assert_eq!(sample("function_duration_seconds_count", &timed), Some(1.0));
    let _ = (run(take_later(order(Kind::Card, 2), "")), run(take_later(order(Kind::Card, 0), "")));
    let later = [("function", "take_later"), ("outcome", "ok"), ("kind", "card"), ("is_large", "true")];
    assert_eq!((sample("function_calls_total", &later), calls("take_later")), (Some(1.0), [1, 1, 0, 0]));
    assert_eq!(run(pack_later(order(Kind::Cash, 1), vec![7])), [7, 0]);
    let packed = [("function", "pack_later"), ("outcome", "ok"), ("kind", "cash"), ("is_empty", "false")];
    assert_eq!(sample("function_calls_total", &packed), Some(1.0), "from what a pattern binds");
    order(Kind::Card, 1).label();
    assert_eq!(calls("label"), [1, 0, 0, 0]);
}

thread_local! {
    static EVALUATED: Cell<u8> = const { Cell::new(0) };
}

fn evaluated() -> bool {
    EVALUATED.set(EVALUATED.get() + 1);
    true
}

#[track_metrics(labels(is_new = evaluated()), after(is_old = evaluated()))]
fn evaluates(_: &str) -> Result<u8, ()> {
    Ok(EVALUATED.get())
}

#[track_metrics(labels(is_new = evaluated()), after(is_old = evaluated()))]
async fn evaluates_later(_: String) -> Result<u8, ()> {
    Ok(EVALUATED.get())
}

#[test]
fn labels_are_evaluated_once() {
    assert_eq!((evaluates(""), EVALUATED.take()), (Ok(1), 2), "one before the call, one after it");
    let future = evaluates_later(String::new());
    assert_eq!(EVALUATED.get(), 1, "when it is called");
    assert_eq!((run(future), EVALUATED.take()), (Ok(1), 2));
}

#[test]
fn a_call_without_a_result_has_no_label_of_it() {
    let packed = |kind, size, outcome| {
        let labels = [("function", "pack"), ("kind", kind), ("size", size), ("outcome", outcome)];
        sample("function_calls_total", &labels)
    };
    assert_eq!(pack(&Kind::Card, order(Kind::Cash, 3)).len(), 3);
    assert!(catch_unwind(|| pack(&Kind::Cash, order(Kind::Card, 0))).is_err());
    assert_eq!((packed("card", "large", "ok"), packed("card", "small", "ok")), (Some(1.0), Some(0.0)));
    assert_eq!(packed("cash", "none", "panic"), Some(1.0));
}

#[track_metrics(name = "checkout", buckets = [0.5, 1], in_flight)]
fn check_out() -> Result<(), ()> {
    Ok(())
}

#[track_metrics(prefix = "shop")]
fn open_shop() {}

#[track_metrics(prefix = "shop", name = "till", buckets = exponential(0.1, 2, 3))]
fn open_till() {}

#[test]
fn families_have_the_names_that_are_asked_for() {
    let _ = (check_out(), open_shop(), open_till());
    let checked = [("function", "check_out"), ("outcome", "ok")];
    assert_eq!(sample("checkout_calls_total", &checked), Some(1.0));
    assert_eq!(sample("function_calls_total", &checked), None);
    let bucket = |le| sample("checkout_duration_seconds_bucket", &[("function", "check_out"), ("le", le)]);
    assert_eq!((bucket("0.5"), bucket("1.0"), bucket("0.1")), (Some(1.0), Some(1.0), None));
    assert_eq!(sample("checkout_calls_in_flight", &[("function", "check_out")]), Some(0.0));
    assert_eq!(sample("shop_function_duration_seconds_count", &[("function", "open_shop")]), Some(1.0));
    let till = [("function", "open_till"), ("le", "0.4")];
    assert_eq!(sample("shop_till_duration_seconds_bucket", &till), Some(1.0));
}

#[derive(Clone, Copy, Label)]
enum Paid {
    Yes,
    No,
}

impl From<Outcome> for Paid {
    fn from(outcome: Outcome) -> Self {
        if outcome == Outcome::Ok { Self::Yes } else { Self::No }
    }
}

#[derive(Metrics)]
struct Shop {
    /// Charges.
    charges: Counter<Paid>,
    /// Refunds.
    refunds: Counter,
    /// Sales.
    sales: Counter<Outcome>,
    /// How long charges took.
    charge_duration: Histogram<(), Duration>,
    /// How long sales took.
    sale_duration: Histogram<Outcome, Duration>,
}

static SHOP: Shop = Shop::new();

#[track_metrics(calls = SHOP.charges, duration = SHOP.charge_duration)]
fn charge(pay: bool) -> Result<(), ()> {
    if pay { Ok(()) } else { Err(()) }
}

#[track_metrics(calls = SHOP.refunds)]
fn refund() {}

#[track_metrics(calls = SHOP.sales, duration = SHOP.sale_duration, failures_only)]
async fn sell(pay: bool) -> Result<(), ()> {
    charge(pay)
}

#[test]
fn calls_are_recorded_in_metrics_of_the_users() {
    let _ = (run(sell(true)), run(sell(false)), refund());
    assert_eq!((SHOP.charges.with(Paid::Yes).value(), SHOP.charges.with(Paid::No).value()), (1, 1));
    assert_eq!((SHOP.charge_duration.snapshot().count, SHOP.refunds.value()), (2, 1));
    assert_eq!((SHOP.sales.with(Outcome::Ok).value(), SHOP.sales.with(Outcome::Error).value()), (0, 1));
    assert_eq!(SHOP.sale_duration.with(Outcome::Error).snapshot().count, 1);
    let text = Registry::global().to_text(Format::Text);
    assert!(!text.contains("function=\"charge\""), "not in the families of tracked functions");
    assert_eq!(sample("function_duration_seconds_count", &[("function", "refund")]), Some(1.0));
}

#[track_metrics(failures_only)]
fn may_fail(fail: bool) -> Result<(), ()> {
    if fail { Err(()) } else { Ok(()) }
}

#[test]
fn only_failures_are_recorded() {
    let _ = (may_fail(false), may_fail(true), may_fail(false));
    let count = |outcome| sample("function_calls_total", &[("function", "may_fail"), ("outcome", outcome)]);
    assert_eq!((count("ok"), count("error"), count("panic")), (None, Some(1.0), Some(0.0)));
    assert_eq!(sample("function_duration_seconds_count", &[("function", "may_fail")]), Some(1.0));
}

#[track_metrics(slo = "200ms")]
fn keeps_its_word() {}

#[track_metrics(slo = "0.25s")]
fn has_its_bucket() {}

#[test]
fn an_objective_is_the_bound_of_a_bucket() {
    keeps_its_word();
    has_its_bucket();
    let within =
        |function, le| sample("function_duration_seconds_bucket", &[("function", function), ("le", le)]);
    assert_eq!((within("keeps_its_word", "0.2"), within("keeps_its_word", "0.25")), (Some(1.0), Some(1.0)));
    assert_eq!((within("has_its_bucket", "0.2"), within("has_its_bucket", "0.25")), (None, Some(1.0)));
}

#[track_metrics(name = "errand", slo = "200ms")]
fn goes_there() {}

#[track_metrics(name = "errand", slo = "300ms")]
fn goes_there_and_back() {}

#[test]
fn each_function_of_a_family_has_its_own_objective() {
    goes_there();
    goes_there_and_back();
    let within =
        |function, le| sample("errand_duration_seconds_bucket", &[("function", function), ("le", le)]);
    for (function, own, other) in [("goes_there", "0.2", "0.3"), ("goes_there_and_back", "0.3", "0.2")] {
        assert_eq!((within(function, own), within(function, other)), (Some(1.0), None), "{function}");
        assert_eq!(within(function, "0.25"), Some(1.0), "{function}");
    }
}

#[track_metrics(busy)]
async fn works_and_waits() {
    let mut polled = false;
    poll_fn(|_| {
        thread::sleep(Duration::from_millis(5));
        if std::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

#[test]
fn time_inside_of_polls_is_summed_up() {
    let mut future = pin!(works_and_waits());
    let poll = |future: std::pin::Pin<&mut _>| Future::poll(future, &mut Context::from_waker(Waker::noop()));
    assert!(poll(future.as_mut()).is_pending());
    thread::sleep(Duration::from_millis(50));
    assert!(poll(future.as_mut()).is_ready());
    let busy = sample("function_busy_seconds_total", &[("function", "works_and_waits")]).expect("a counter");
    let wall = sample("function_duration_seconds_sum", &[("function", "works_and_waits")]).expect("a sum");
    assert!((0.01..0.05).contains(&busy) && wall > 0.055, "{busy} of {wall}");
}
