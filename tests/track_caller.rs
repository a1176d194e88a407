//! `#[track_caller]`: the body sees who called the function, and what it returns is seen.

#![deny(warnings)]
#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::cell::RefCell;
use std::error::Error;
use std::fmt;
use std::future::{Future, ready};
use std::num::ParseIntError;
use std::ops::ControlFlow;
use std::panic::{Location, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use calls::calls;
use metrics_core::{ErrorLabel, Label, Registry, track_metrics};

/// A line of this file, or none.
type Line<E = String> = Result<u32, E>;

fn run<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing here waits"),
    }
}

macro_rules! refuse {
    ($error:expr) => {
        return Err($error.to_owned())
    };
}

#[track_metrics]
#[track_caller]
fn caller(way: u8, text: &str) -> Line {
    let found = || {
        if way == 100 {
            return 0;
        }
        Location::caller().line()
    };
    assert_ne!(found(), 0);
    let line = Location::caller().line();
    match way {
        0 => return Ok(line),
        1 => return Err("returned".to_owned()),
        2 => drop(text.parse::<u8>().map_err(|error| error.to_string())?),
        3 => refuse!("by a macro"),
        4 => drop(vec![if text.is_empty() {
            return Err("in a macro".to_owned());
        }]),
        5 => drop(vec![line, if text.is_empty() { return Ok(line) } else { 0 }]),
        6 => panic!("on line {line}"),
        7 => loop {
            for _ in 0.. {
                return Ok(line);
            }
        },
        _ => {}
    }
    if way == 8 { Err("last".to_owned()) } else { Ok(line) }
}

#[test]
fn each_way_out_is_seen() {
    let here = Location::caller().line();
    assert_eq!(caller(0, ""), Ok(here + 1));
    assert_eq!(calls("caller"), [1, 0, 0, 0]);
    for way in [1, 2, 3, 4, 8] {
        assert!(caller(way, "").is_err(), "{way}");
    }
    assert_eq!(calls("caller"), [1, 5, 0, 0]);
    for way in [5, 7, 9] {
        let here = Location::caller().line();
        assert_eq!(caller(way, ""), Ok(here + 1), "{way}");
    }
    let line = Location::caller().line() + 1;
    let panic = catch_unwind(|| caller(6, "")).unwrap_err();
    assert_eq!(panic.downcast_ref::<String>(), Some(&format!("on line {line}")));
    assert_eq!(calls("caller"), [4, 5, 1, 0]);
}

#[derive(Debug, Default)]
struct Shop<T> {
    orders: Vec<T>,
    log: RefCell<Vec<&'static str>>,
}

struct Noisy<'a>(&'a RefCell<Vec<&'static str>>, &'static str);

impl Drop for Noisy<'_> {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

trait Finds {
    fn find(&mut self, at: usize) -> Result<(&mut Self, u32), u32>;
}

#[track_metrics]
impl<T: Clone> Shop<T> {
    #[track_caller]
    fn order(&mut self, order: T) -> Option<(&mut T, u32)> {
        if self.orders.len() == 1 {
            return None;
        }
        self.orders.push(order);
        Some((self.orders.last_mut()?, Location::caller().line()))
    }

    #[track_caller]
    fn each(self) -> Result<impl Iterator<Item = (T, u32)>, (Self, u32)> {
        let line = Location::caller().line();
        if self.orders.is_empty() {
            return Err((self, line));
        }
        Ok(self.orders.into_iter().map(move |order| (order, line)))
    }

    #[track_caller]
    fn dropped<'a>(&'a self, _one: Noisy<'a>, (two, _): (Noisy<'a>, Noisy<'a>)) -> Result<usize, ()> {
        let _local = Noisy(&self.log, "local");
        if two.1.is_empty() {
            return Ok(Noisy(&self.log, "early").1.len());
        }
        Ok(Noisy(&self.log, "temporary").1.len())
    }

    #[track_caller]
    fn later(&self) -> impl Future<Output = Line<u32>> + use<T> {
        let line = Location::caller().line();
        if self.orders.is_empty() {
            return ready(Err(line));
        }
        ready(Ok(line))
    }

    #[track_caller]
    fn boxed(&self) -> Pin<Box<dyn Future<Output = Line<u32>> + '_>> {
        let line = Location::caller().line();
        if self.orders.is_empty() {
            return Box::pin(ready(Err(line)));
        }
        Box::pin(async move { Ok(line) })
    }

    #[track_caller]
    #[track_metrics(in_flight)]
    fn checked(&self) -> Result<&T, u32> {
        self.orders.first().ok_or(Location::caller().line())
    }
}

impl<T> Finds for Shop<T> {
    #[track_metrics]
    #[track_caller]
    fn find(&mut self, at: usize) -> Result<(&mut Self, u32), u32> {
        let line = Location::caller().line();
        if self.orders.get(at).is_none() {
            return Err(line);
        }
        return Ok((self, line));
    }
}

#[test]
fn methods() {
    let mut shop = Shop::default();
    let here = Location::caller().line();
    assert_eq!(shop.each().err().map(|(_, line)| line), Some(here + 1));
    shop = Shop::default();
    assert_eq!((run(shop.later()), run(shop.boxed())), (Err(here + 3), Err(here + 3)));
    assert_eq!(shop.checked(), Err(here + 4));
    assert_eq!(shop.order(1), Some((&mut 1, here + 5)));
    assert_eq!(shop.order(1), None);
    assert_eq!(shop.find(0).map(|(_, line)| line), Ok(here + 7));
    assert_eq!(shop.find(1).map(|(_, line)| line), Err(here + 8));
    assert_eq!((run(shop.later()), run(shop.boxed())), (Ok(here + 9), Ok(here + 9)));
    assert_eq!(shop.each().unwrap().collect::<Vec<_>>(), [(1, here + 10)]);
    assert_eq!((calls("Shop::order"), calls("find")), ([2, 0, 0, 0], [1, 1, 0, 0]));
    for function in ["each", "later", "boxed"] {
        assert_eq!(calls(&format!("Shop::{function}")), [1, 1, 0, 0], "{function}");
    }
    assert_eq!(calls("Shop::checked"), [0, 1, 0, 0]);
}

#[test]
fn what_is_dropped_is_dropped_in_order() {
    let shop = Shop::<u8>::default();
    let noisy = |name| Noisy(&shop.log, name);
    assert_eq!(shop.dropped(noisy("one"), (noisy("two"), noisy("rest"))), Ok(9));
    assert_eq!(shop.log.take(), ["temporary", "local", "two", "rest", "one"]);
    assert_eq!(shop.dropped(noisy("one"), (noisy(""), noisy("rest"))), Ok(5));
    assert_eq!(shop.log.take(), ["early", "local", "", "rest", "one"]);
}

#[derive(Debug, PartialEq, ErrorLabel)]
enum Kind {
    Parse { line: u32 },
    Missing,
    Late,
}

/// Sees who called the function, behind `?` as well.
impl From<ParseIntError> for Kind {
    #[track_caller]
    fn from(_: ParseIntError) -> Self {
        Self::Parse { line: Location::caller().line() }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Error for Kind {}

#[derive(Clone, Copy, Label)]
enum Size {
    Zero,
    Some,
}

/// How often the function ended so, by a label of one of its families.
fn found(family: &str, function: &str, label: (&str, &str)) -> f64 {
    Registry::global().snapshot().sum(family, &[("function", function), label])
}

macro_rules! by_a_macro {
    ($error:expr) => {
        Err($error)?
    };
}

#[track_metrics(error, after(size = match result { Ok(0) => Size::Zero, _ => Size::Some }))]
#[track_caller]
fn kinds(text: Option<&str>, late: &dyn Fn() -> Result<Result<u8, ParseIntError>, Kind>) -> Result<u8, Kind> {
    let inner = |text: &str| -> Result<u8, ParseIntError> { Ok(text.parse::<u8>()?) };
    let text = text.ok_or(Kind::Missing)?;
    let number = vec![inner(text)?, text.parse()?];
    if number[0] == 9 {
        by_a_macro!(Kind::Missing);
    }
    Ok(number[1] + late()??)
}

#[test]
fn what_is_tried_is_seen() {
    let on_time = || Ok("0".parse::<u8>());
    assert_eq!(kinds(Some("0"), &on_time), Ok(0));
    assert_eq!(kinds(None, &on_time), Err(Kind::Missing));
    let line = Location::caller().line() + 1;
    assert_eq!(kinds(Some("x"), &on_time), Err(Kind::Parse { line }));
    assert_eq!(kinds(Some("1"), &|| Err(Kind::Late)), Err(Kind::Late));
    let line = Location::caller().line() + 1;
    assert_eq!(kinds(Some("1"), &|| Ok("".parse())), Err(Kind::Parse { line }));
    assert_eq!(kinds(Some("9"), &on_time), Err(Kind::Missing));
    assert_eq!(calls("kinds"), [1, 5, 0, 0]);
    let kind = |kind| found("function_errors_total", "kinds", ("error", kind));
    assert_eq!([kind("parse"), kind("missing"), kind("late")], [2.0, 1.0, 1.0]);
    // What a macro returns is an error of a kind that is not known, and a call without a result.
    assert_eq!(kind("other"), 1.0);
    let size = |size| found("function_calls_total", "kinds", ("size", size));
    assert_eq!([size("zero"), size("some"), size("none")], [1.0, 4.0, 1.0]);
}

#[track_metrics(error_if = Option::is_none)]
#[track_caller]
fn optional(texts: &[Option<&str>]) -> Option<usize> {
    let first = texts.first()?.as_ref()?;
    (!first.is_empty()).then_some(first.len())
}

#[track_metrics(error_if = ControlFlow::is_break)]
#[track_caller]
fn flows(first: ControlFlow<u8, u8>) -> ControlFlow<u8> {
    if first? == 0 { ControlFlow::Break(0) } else { ControlFlow::Continue(()) }
}

#[track_metrics(error_if = |poll| matches!(poll, Poll::Ready(Some(Err(_)))))]
#[track_caller]
fn polls(
    first: Poll<Option<Result<u8, ParseIntError>>>,
    then: Poll<Result<u8, Kind>>,
) -> Poll<Option<Line<Kind>>> {
    let Poll::Ready(Some(first)) = first? else { return Poll::Ready(None) };
    let number: u32 = "1".parse()?;
    then?.map(|then| Some(Ok(u32::from(first + then) + number)))
}

#[track_metrics(ok_if = |result| result.is_ok())]
#[track_caller]
fn opaque(text: &str) -> Result<impl Iterator<Item = u8>, Box<dyn Error>> {
    let number = text.parse()?;
    if number == 0 {
        Err(Kind::Late)?;
    }
    Ok(0..number)
}

#[test]
fn in_functions_of_all_return_types() {
    assert_eq!(
        [optional(&[]), optional(&[None]), optional(&[Some("")]), optional(&[Some("a")])],
        [None, None, None, Some(1)]
    );
    assert_eq!(calls("optional"), [1, 3, 0, 0]);
    assert_eq!(flows(ControlFlow::Break(3)), ControlFlow::Break(3));
    assert_eq!(flows(ControlFlow::Continue(0)), ControlFlow::Break(0));
    assert_eq!(flows(ControlFlow::Continue(1)), ControlFlow::Continue(()));
    assert_eq!(calls("flows"), [1, 2, 0, 0]);
    assert_eq!(polls(Poll::Pending, Poll::Pending), Poll::Ready(None));
    assert!(matches!(
        polls(Poll::Ready(Some("".parse())), Poll::Pending),
        Poll::Ready(Some(Err(Kind::Parse { .. })))
    ));
    let late = polls(Poll::Ready(Some(Ok(1))), Poll::Ready(Err(Kind::Late)));
    assert_eq!(late, Poll::Ready(Some(Err(Kind::Late))));
    assert_eq!(polls(Poll::Ready(Some(Ok(1))), Poll::Ready(Ok(1))), Poll::Ready(Some(Ok(3))));
    assert_eq!(calls("polls"), [2, 2, 0, 0]);
    assert_eq!(opaque("2").map_or(0, Iterator::count), 2);
    assert!(opaque("x").is_err() && opaque("0").is_err());
    assert_eq!(calls("opaque"), [1, 2, 0, 0]);
}
