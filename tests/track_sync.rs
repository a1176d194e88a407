//! `#[track_metrics]` on functions that are not async: each behaves as without it, and is counted.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::fmt::{Debug, Display};
use std::future::Future;
use std::io;
use std::num::ParseIntError;
use std::panic::{Location, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use calls::calls;
use metrics_core::track_metrics;

#[track_metrics]
fn nothing() {}

#[track_metrics]
fn never() -> ! {
    resume_unwind(Box::new("payload"))
}

#[track_metrics]
fn parsed(text: &str) -> Result<u32, ParseIntError> {
    let number: u32 = text.parse()?;
    if number == 0 {
        return Ok(100);
    }
    Ok(number)
}

#[test]
fn values_and_errors_pass_through() {
    assert_eq!(calls("nothing"), [0, 0, 0, 0]);
    nothing();
    assert_eq!(calls("nothing"), [1, 0, 0, 0]);
    assert_eq!(parsed("5"), Ok(5));
    assert_eq!(parsed("0"), Ok(100));
    assert!(parsed("x").is_err());
    assert_eq!(calls("parsed"), [2, 1, 0, 0]);
}

#[track_metrics]
fn panics_without_result(now: bool) -> u32 {
    if now { resume_unwind(Box::new(7_u8)) } else { 1 }
}

#[track_metrics]
fn panics_with_result(now: bool) -> Result<u32, String> {
    if now { resume_unwind(Box::new(8_u8)) } else { Err("no".to_owned()) }
}

#[test]
fn panics_pass_through() {
    let payload = catch_unwind(|| panics_without_result(true)).unwrap_err();
    assert_eq!(payload.downcast_ref::<u8>(), Some(&7));
    assert_eq!(panics_without_result(false), 1);
    assert_eq!(calls("panics_without_result"), [1, 0, 1, 0]);
    let payload = catch_unwind(|| panics_with_result(true)).unwrap_err();
    assert_eq!(payload.downcast_ref::<u8>(), Some(&8));
    assert!(panics_with_result(false).is_err());
    assert_eq!(calls("panics_with_result"), [0, 1, 1, 0]);
    assert!(catch_unwind(|| never()).is_err());
    assert_eq!(calls("never"), [0, 0, 1, 0]);
}

#[track_metrics]
fn cleans_up() -> u8 {
    1
}

#[track_metrics]
fn cleans_up_with_result() -> Result<u8, String> {
    Err("no".to_owned())
}

struct CleansUp;

impl Drop for CleansUp {
    fn drop(&mut self) {
        cleans_up();
        assert!(cleans_up_with_result().is_err());
    }
}

#[test]
fn a_call_in_a_thread_that_is_panicking_is_no_panic() {
    let outcome = catch_unwind(|| {
        let _cleans_up = CleansUp;
        resume_unwind(Box::new(()))
    });
    assert!(outcome.is_err());
    assert_eq!(calls("cleans_up"), [1, 0, 0, 0]);
    assert_eq!(calls("cleans_up_with_result"), [0, 1, 0, 0]);
}

type Answer<T> = Result<T, String>;

#[track_metrics]
fn aliased(fail: bool) -> Answer<u32> {
    if fail { Err("no".to_owned()) } else { Ok(1) }
}

#[track_metrics]
fn io_aliased(fail: bool) -> io::Result<()> {
    if fail { Err(io::Error::other("no")) } else { Ok(()) }
}

#[track_metrics]
fn optional(some: bool) -> Option<u32> {
    some.then_some(1)
}

#[track_metrics]
fn anything<T>(value: T) -> T {
    value
}

#[track_metrics]
fn item_of<I: IntoIterator<Item = Result<u8, ()>>>(values: I) -> <I as IntoIterator>::Item {
    values.into_iter().next().unwrap()
}

#[test]
fn the_type_decides_what_an_error_is() {
    assert!(aliased(true).is_err() && aliased(false).is_ok());
    assert_eq!(calls("aliased"), [1, 1, 0, 0]);
    assert!(io_aliased(true).is_err() && io_aliased(false).is_ok());
    assert_eq!(calls("io_aliased"), [1, 1, 0, 0]);
    assert!(optional(true).is_some() && optional(false).is_none());
    assert_eq!(calls("optional"), [2, 0, 0, 0]);
    assert!(anything(Err::<(), _>("of a type that the function does not know")).is_err());
    assert_eq!(anything(Rc::new(5)), Rc::new(5));
    assert_eq!(calls("anything"), [2, 0, 0, 0]);
    assert_eq!(item_of([Err(())]), Err(()));
    assert_eq!(calls("item_of"), [0, 1, 0, 0]);
}

#[derive(Debug, Default, PartialEq)]
struct Shop {
    name: String,
    orders: Vec<u32>,
}

trait Sells {
    const LIMIT: usize;
    fn sell(&mut self, order: u32) -> Result<&u32, String>;
    #[track_metrics]
    fn describe(&self) -> Answer<String>
    where
        Self: Debug,
    {
        Ok(format!("{self:?} {}", Self::LIMIT))
    }
}

impl Sells for Shop {
    const LIMIT: usize = 1;
    #[track_metrics]
    fn sell(&mut self, order: u32) -> Result<&u32, String> {
        if self.orders.len() == Self::LIMIT {
            return Err(format!("{} is sold out", self.name));
        }
        self.orders.push(order);
        self.orders.last().ok_or_else(String::new)
    }
}

impl Shop {
    #[track_metrics]
    fn open(name: &str) -> Result<Self, String> {
        Ok(Self { name: name.to_owned(), ..Self::default() })
    }

    #[track_metrics]
    fn first(&mut self) -> Option<&mut u32> {
        match self.orders.first_mut() {
            Some(order) => Some(order),
            None => None,
        }
    }

    #[track_metrics]
    fn into_name(self) -> Result<String, Vec<u32>> {
        if self.orders.is_empty() { Ok(self.name) } else { Err(self.orders) }
    }

    #[track_metrics]
    fn renamed(mut self, name: String) -> Option<Self> {
        self.name = name;
        Some(self)
    }

    #[track_metrics]
    fn shared(self: Arc<Self>) -> Result<usize, ()> {
        Ok(self.orders.len())
    }

    #[track_metrics]
    fn boxed(self: Box<Self>) -> Option<String> {
        Some(self.name)
    }

    #[track_metrics]
    fn pinned(self: Pin<&mut Self>) -> Result<&mut String, ()> {
        Ok(&mut self.get_mut().name)
    }
}

#[test]
fn methods_of_all_receivers() {
    let mut shop = Shop::open("corner").unwrap();
    assert_eq!(shop.sell(5), Ok(&5));
    assert_eq!(shop.sell(6), Err("corner is sold out".to_owned()));
    assert_eq!(calls("sell"), [1, 1, 0, 0]);
    *shop.first().unwrap() += 1;
    assert_eq!(shop.describe().unwrap(), r#"Shop { name: "corner", orders: [6] } 1"#);
    assert_eq!(Pin::new(&mut shop).pinned().unwrap(), "corner");
    assert_eq!(Arc::new(Shop::default()).shared(), Ok(0));
    assert_eq!(Box::new(Shop::default()).boxed().unwrap(), "");
    assert_eq!(shop.renamed("new".to_owned()).unwrap().into_name(), Err(vec![6]));
    for method in ["open", "first", "describe", "pinned", "shared", "boxed", "renamed"] {
        assert_eq!(calls(method), [1, 0, 0, 0], "{method}");
    }
    assert_eq!(calls("into_name"), [0, 1, 0, 0]);
}

#[track_metrics]
#[allow(clippy::trivially_copy_pass_by_ref)]
fn patterns(
    (name, mut count): (&str, u8),
    [first, .., last]: &[u32; 3],
    &step: &u8,
    ref text: String,
    #[allow(unused_variables)] unused: u8,
    _ignored: u8,
    _: u8,
    #[cfg(any())] absent: u8,
    #[cfg(not(any()))] present: u8,
) -> Result<String, ()> {
    count += step;
    Ok(format!("{name} {count} {first} {last} {text} {present}"))
}

#[track_metrics]
fn generic<'a, const N: usize, T: Display + ?Sized>(values: [&'a T; N]) -> Result<&'a T, String>
where
    T: PartialEq,
{
    values.into_iter().next().ok_or_else(|| N.to_string())
}

#[track_metrics]
fn higher_ranked<F>(text: &str, part: F) -> Option<&str>
where
    F: for<'a> Fn(&'a str) -> &'a str,
{
    Some(part(text))
}

#[track_metrics]
fn elided(text: &'_ str, others: &dyn Fn(&str) -> Box<dyn Display + '_>) -> Result<Box<dyn Display>, String> {
    if text.is_empty() {
        return Ok(Box::new(0));
    }
    Ok(Box::new(others(text).to_string()))
}

#[track_metrics]
fn opaque(step: impl Into<u32>) -> impl Iterator<Item = u32> {
    let step = step.into();
    (0..).map(move |position| position * step)
}

#[track_metrics]
fn maybe_opaque(step: u32) -> Result<impl Fn(u32) -> u32, String> {
    if step == 0 {
        return Err("no step".to_owned());
    }
    Ok(move |number| number + step)
}

#[track_metrics]
fn future_of(number: u32) -> impl Future<Output = u32> + Send {
    async move { number }
}

#[test]
fn parameters_and_return_types() {
    let text = patterns(("a", 1), &[1, 2, 3], &2, "t".to_owned(), 0, 0, 0, 9);
    assert_eq!(text.unwrap(), "a 3 1 3 t 9");
    assert_eq!(generic(["x", "y"]), Ok("x"));
    assert_eq!(generic::<0, str>([]), Err("0".to_owned()));
    assert_eq!(calls("generic"), [1, 1, 0, 0]);
    assert_eq!(higher_ranked("abc", |text| &text[1..]), Some("bc"));
    assert_eq!(elided("a", &|text| Box::new(text.len())).unwrap().to_string(), "1");
    assert_eq!(opaque(3_u8).take(3).collect::<Vec<_>>(), [0, 3, 6]);
    assert_eq!(maybe_opaque(3).map(|add| add(4)), Ok(7));
    assert!(maybe_opaque(0).is_err());
    drop(future_of(1));
    assert_eq!(calls("future_of"), [0, 0, 0, 0], "a future is a call once it is polled");
    for function in ["patterns", "higher_ranked", "elided", "opaque"] {
        assert_eq!(calls(function), [1, 0, 0, 0], "{function}");
    }
    assert_eq!(calls("maybe_opaque"), [1, 1, 0, 0]);
}

#[track_metrics]
fn factorial(number: u64) -> Option<u64> {
    if number == 0 { Some(1) } else { factorial(number - 1)?.checked_mul(number) }
}

#[track_metrics]
fn leaves_loops(limit: u32) -> Result<u32, u32> {
    let mut sum = 0;
    'outer: loop {
        for step in 0.. {
            if step > limit {
                break 'outer;
            }
            if step == 1000 {
                return Err(sum);
            }
            sum += step;
        }
    }
    Ok(sum)
}

#[track_metrics]
fn outer() -> Result<u8, ()> {
    #[track_metrics]
    fn inner() -> Result<u8, ()> {
        Ok(4)
    }
    inner()
}

#[track_metrics(function = "named for the dashboard")]
fn renamed_here() {}

#[track_metrics]
#[rustfmt::skip]
#[deny(unused_braces)]
fn on_one_line(r#type: u8) -> u8 { r#type }

#[track_metrics]
#[rustfmt::skip]
#[deny(unused_braces)]
fn on_one_line_with_result(r#type: u8) -> Result<u8, u8> { Ok(r#type) }

macro_rules! written_by_macro {
    ($($name:ident($($argument:ident: $ty:ty),*) -> $output:ty $body:block)*) => {$(
        #[track_metrics]
        fn $name($($argument: $ty),*) -> $output $body
    )*};
}

written_by_macro! {
    with_value(number: u8) -> u8 { number + 1 }
    with_result(number: u8) -> Result<u8, u8> { if number == 0 { return Err(1); } Ok(number) }
}

#[test]
fn bodies() {
    assert_eq!(factorial(5), Some(120));
    assert_eq!(calls("factorial"), [6, 0, 0, 0], "each call of a recursion");
    assert_eq!((leaves_loops(3), leaves_loops(2000)), (Ok(6), Err(499_500)));
    assert_eq!(calls("leaves_loops"), [1, 1, 0, 0]);
    assert_eq!(outer(), Ok(4));
    assert_eq!((calls("outer"), calls("inner")), ([1, 0, 0, 0], [1, 0, 0, 0]));
    renamed_here();
    assert_eq!(calls("named for the dashboard"), [1, 0, 0, 0]);
    assert_eq!((on_one_line(1), on_one_line_with_result(1)), (1, Ok(1)));
    assert_eq!((with_value(1), with_result(0)), (2, Err(1)));
    assert_eq!((calls("with_value"), calls("with_result")), ([1, 0, 0, 0], [0, 1, 0, 0]));
}

#[track_metrics]
#[track_caller]
fn called_from() -> Result<u32, ()> {
    Ok(Location::caller().line())
}

#[track_metrics]
#[must_use = "it is a number"]
#[inline(never)]
#[cold]
#[doc(hidden)]
extern "C" fn foreign(number: u32) -> u32 {
    number + 1
}

mod exposed {
    #![allow(unsafe_code)]

    use metrics_core::track_metrics;

    #[track_metrics]
    pub(super) unsafe fn dereferenced(number: *const u32) -> Option<u32> {
        // SAFETY: the caller's pointer is valid.
        unsafe { number.as_ref() }.copied()
    }
}

#[track_metrics]
#[test]
fn a_test_can_be_tracked() -> Result<(), String> {
    Ok(())
}

#[test]
fn attributes_and_qualifiers() {
    let line = called_from();
    assert_eq!(line, Ok(Location::caller().line() - 1));
    assert_eq!(calls("called_from"), [1, 0, 0, 0]);
    assert_eq!(foreign(1), 2);
    // SAFETY: a reference is a valid pointer.
    #[allow(unsafe_code)]
    let number = unsafe { exposed::dereferenced(&5) };
    assert_eq!(number, Some(5));
    assert_eq!((calls("foreign"), calls("dereferenced")), ([1, 0, 0, 0], [1, 0, 0, 0]));
}
