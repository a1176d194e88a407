//! `#[track_metrics]` on functions that are not async: each behaves as without it, and is counted.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::io;
use std::num::ParseIntError;
use std::panic::{Location, catch_unwind, resume_unwind};
use std::rc::Rc;

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
