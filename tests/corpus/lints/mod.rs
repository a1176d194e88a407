//! Functions that the compiler and clippy have something to say about.

use crate::attribute;

use std::fmt::Display;
use std::future::{Future, ready};
use std::pin::Pin;

pub mod exported;

#[attribute]
fn never_used() -> Result<u8, String> {
    Ok(1)
}

#[attribute]
async fn never_used_later() {}

#[attribute]
fn unused_argument(one: u8, two: String, (three, _): (u8, u8)) -> Result<u8, String> {
    Ok(1)
}

#[attribute]
async fn unused_argument_later(one: u8, two: String, (three, _): (u8, u8)) -> Result<u8, String> {
    ready(Ok(1)).await
}

#[attribute]
fn unused_variables(number: u8) -> Result<u8, String> {
    let other = number;
    let mut third = number;
    Ok(third)
}

#[attribute]
async fn unused_variables_later(number: u8) -> Result<u8, String> {
    let other = number;
    let mut third = ready(number).await;
    Ok(third)
}

#[attribute]
fn needless_mut(mut number: u8, mut text: String) -> Result<u8, String> {
    Ok(number)
}

#[attribute]
async fn needless_mut_later(mut number: u8, mut text: String) -> Result<u8, String> {
    ready(Ok(number)).await
}

#[attribute]
fn assigned_in_vain(mut number: u8) -> Result<u8, String> {
    number = 3;
    let mut other = 4;
    other = 5;
    Ok(1)
}

#[attribute]
async fn assigned_in_vain_later(mut number: u8) -> Result<u8, String> {
    number = 3;
    ready(Ok(1)).await
}

#[attribute]
fn unused_result() -> Result<u8, String> {
    exported::fails(1);
    Ok(1)
}

#[attribute]
async fn unused_future() -> Result<u8, String> {
    exported::fails_later(1);
    exported::fails_later(1).await;
    Ok(1)
}

#[attribute]
fn unreachable() -> Result<u8, String> {
    return Ok(1);
    let _ = 1;
    Ok(2)
}

#[attribute]
async fn unreachable_later() -> Result<u8, String> {
    return Ok(1);
    let _ = ready(1).await;
    Ok(2)
}

#[attribute]
fn needless_return(number: u8) -> Result<u8, String> {
    if number == 0 {
        return Err("none".to_owned());
    } else {
        return Ok(number);
    }
}

#[attribute]
async fn needless_return_later(number: u8) -> Result<u8, String> {
    return ready(Ok(number)).await;
}

#[attribute]
fn calls_itself(number: u8) -> Result<u8, String> {
    calls_itself(number)
}

#[attribute]
fn calls_itself_without_result(number: u8) -> u8 {
    calls_itself_without_result(number)
}

#[attribute]
fn question_mark(number: Option<u8>) -> Option<u8> {
    let number = match number {
        Some(number) => number,
        None => return None,
    };
    Some(number)
}

#[attribute]
fn needless_question_mark(number: Option<u8>) -> Option<u8> {
    Some(number?)
}

#[attribute]
fn by_value(text: String, items: Vec<u8>) -> Result<usize, String> {
    Ok(text.len() + items.len())
}

#[attribute]
async fn by_value_later(text: String, items: Vec<u8>) -> Result<usize, String> {
    ready(()).await;
    Ok(text.len() + items.len())
}

#[attribute]
fn by_reference(number: &u8, text: &String, items: &Vec<u8>, boxed: &Box<u8>) -> Result<usize, String> {
    Ok(text.len() + items.len() + usize::from(*number) + usize::from(**boxed))
}

#[attribute]
async fn without_await(number: u8) -> Result<u8, String> {
    Ok(number)
}

#[attribute]
fn never_fails(number: u8) -> Result<u8, String> {
    Ok(number)
}

#[attribute]
fn too_many(one: u8, two: u8, three: u8, four: u8, five: u8, six: u8, seven: u8, eight: u8) -> Result<u8, ()> {
    Ok(one + two + three + four + five + six + seven + eight)
}

#[attribute]
fn flags(one: bool, two: bool, three: bool, four: bool) -> Option<bool> {
    Some(one && two && three && four)
}

#[attribute]
fn same_names(a: u8, b: u8, c: u8, d: u8, e: u8) -> Option<u8> {
    Some(a + b + c + d + e)
}

#[attribute]
fn let_and_return() -> Result<u8, String> {
    let number = Ok(1);
    number
}

#[attribute]
async fn let_and_return_later() -> Result<u8, String> {
    let number = ready(Ok(1)).await;
    number
}

#[attribute]
async fn lock_held(lock: &std::sync::Mutex<u8>) -> Option<u8> {
    let guard = lock.lock().ok()?;
    ready(()).await;
    Some(*guard)
}

#[attribute]
fn needless_lifetime<'a>(text: &'a str) -> Option<&'a str> {
    Some(text)
}

#[attribute]
async fn unused_lifetime<'a>(text: &str) -> Option<u8> {
    ready(text.bytes().next()).await
}

#[attribute]
fn hidden_lifetime(bytes: &[u8]) -> Result<std::slice::Iter<u8>, u8> {
    Err(bytes.len() as u8)
}

#[attribute]
fn items_after_statements() -> Result<u8, String> {
    let number = 1;
    fn inner() -> u8 {
        1
    }
    Ok(number + inner())
}

#[attribute]
#[inline(always)]
#[must_use]
fn must_be_used() -> Result<u8, String> {
    Ok(1)
}

#[attribute]
#[must_use]
async fn must_be_awaited() -> u8 {
    ready(1).await
}

#[attribute]
async fn ignores() {
    must_be_awaited();
    must_be_awaited().await;
    must_be_used();
}

#[attribute]
fn manual_async(number: u8) -> impl Future<Output = u8> {
    async move { number }
}

#[attribute]
fn boxed(number: u8, other: u8) -> Pin<Box<dyn Future<Output = u8>>> {
    let mut third = 1;
    Box::pin(async move { number })
}

#[attribute]
fn shadows(number: u8) -> Result<u8, String> {
    let number = number + 1;
    let number = u16::from(number);
    number.try_into().map_err(|error: std::num::TryFromIntError| error.to_string())
}

#[attribute]
fn computes(number: i32, other: &[u8]) -> Option<i32> {
    Some(number * 3 - other[1] as i32 / 2)
}

#[attribute]
fn unwraps(number: Option<u8>) -> Result<u8, String> {
    println!("{:?}", number);
    Ok(number.unwrap() + number.expect("a number"))
}

#[attribute]
fn diverges(number: u8) -> Result<u8, String> {
    loop {
        if number == 7 {
            todo!()
        }
    }
}

#[attribute]
fn large() -> Result<[u8; 600_000], String> {
    Ok([0; 600_000])
}

#[attribute]
fn one_line(number: u8) -> Result<u8, String> { Ok({ number }) }

#[attribute]
fn parenthesised(number: u8) -> Result<u8, String> {
    (Ok((number)))
}

#[attribute]
#[expect(unused_variables, reason = "expected, and there")]
fn expected(number: u8) -> Result<u8, String> {
    Ok(1)
}

#[attribute]
#[expect(unused_variables, reason = "expected, and not there")]
fn expected_in_vain(number: u8) -> Result<u8, String> {
    Ok(number)
}

#[attribute]
#[allow(clippy::all, unused_variables)]
fn allowed(number: u8) -> Result<u8, String> {
    return Ok(1);
}

#[attribute]
#[deprecated(note = "for the test")]
fn deprecated(number: u8) -> Result<u8, String> {
    Ok(number)
}

#[attribute]
fn uses_deprecated(text: impl Display) -> Result<u8, String> {
    let _ = text.to_string();
    deprecated(1)
}

struct Wrapper<T>(T);

#[attribute]
impl<T: Clone> Wrapper<T> {
    fn never_called(&self) -> Option<T> {
        Some(self.0.clone())
    }

    async fn never_called_later(&self, unused: u8) -> Option<T> {
        let mut number = 1;
        ready(Some(self.0.clone())).await
    }

    fn without_self(&self) -> Result<u8, String> {
        return Ok(1);
    }
}

impl<T> Drop for Wrapper<T> {
    #[attribute]
    fn drop(&mut self) {
        let unused = 1;
    }
}

impl<T: Clone> Clone for Wrapper<T> {
    #[attribute]
    fn clone(&self) -> Self {
        Wrapper(self.0.clone())
    }
}
