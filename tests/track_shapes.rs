//! Functions on which wrappers are known to break. That they compile, without a warning, is most of the test.

#![deny(warnings)]
#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::MutexGuard;

use metrics_core::track_metrics;

// What is borrowed, and escapes.

#[track_metrics]
fn entry(map: &mut HashMap<u8, String>) -> Result<&mut String, ()> {
    if map.contains_key(&1) {
        return map.get_mut(&1).ok_or(());
    }
    map.insert(1, String::new());
    map.get_mut(&1).ok_or(())
}

#[track_metrics]
fn let_else(values: &mut Vec<String>) -> Option<&String> {
    let Some(value) = values.first_mut() else { return None };
    value.push('!');
    Some(value)
}

#[track_metrics]
fn last(mut node: &mut Node) -> Result<&mut Node, ()> {
    while node.next.is_some() {
        node = node.next.as_mut().ok_or(())?;
    }
    Ok(&mut *node)
}

#[derive(Default)]
struct Node {
    next: Option<Box<Node>>,
}

#[track_metrics]
fn split<'a>([first, rest @ ..]: &'a [u8; 4]) -> Option<(&'a u8, &'a [u8])> {
    Some((first, rest))
}

#[track_metrics]
async fn assigned_anew(mut text: &str, mut skip: usize) -> &str {
    while skip > 0 {
        text = &text[1..];
        skip -= 1;
    }
    text
}

// What is moved, in part or not at all.

#[track_metrics]
fn part_of(pair: Option<(String, String)>) -> Option<String> {
    let Some((left, _)) = pair else { return None };
    Some(left)
}

#[track_metrics]
fn whole_and_parts(whole @ (_, _): (u8, u8)) -> Option<(u8, u8)> {
    Some(whole)
}

#[track_metrics]
fn held(_: MutexGuard<'_, u8>, _guard: MutexGuard<'_, u8>) -> Result<u8, Infallible> {
    Ok(1)
}

#[track_metrics]
fn in_a_string(name: String, _unused: Vec<u8>, _used: u8) -> Result<String, ()> {
    Ok(format!("{name} {_used}"))
}

#[track_metrics]
fn impossible(value: Infallible) -> Result<u8, ()> {
    match value {}
}

// What the compiler knows from the return type only.

#[track_metrics]
fn pointer() -> Option<fn(u8) -> u8> {
    Some(|number| number + 1)
}

#[track_metrics]
fn boxed_closure() -> Box<dyn Fn(&str) -> usize> {
    Box::new(|text| text.len())
}

#[track_metrics]
fn boxed_error(call: Box<dyn Fn() -> u8 + '_>) -> Result<u8, Box<dyn Error + Send + Sync>> {
    if call() == 0 {
        Err("zero")?;
    }
    Ok(call())
}

#[track_metrics]
fn boxed_future<'a>(text: &'a str) -> Pin<Box<dyn Future<Output = &'a str> + Send + 'a>> {
    if text.is_empty() {
        return Box::pin(async { "empty" });
    }
    Box::pin(async move { text })
}

#[track_metrics]
fn boxed_iterator<'a>(bytes: &'a [u8]) -> Box<dyn Iterator<Item = u8> + 'a> {
    Box::new(bytes.iter().copied())
}

#[track_metrics]
async fn boxed_later(step: u32) -> Box<dyn Fn(u32) -> u32 + Send> {
    Box::new(move |number| number + step)
}

#[track_metrics]
fn labelled() -> Result<u8, ()> {
    let number = 'block: {
        if true {
            break 'block 1;
        }
        2
    };
    Ok(number)
}

#[track_metrics]
fn diverging(_number: u8) -> Result<Vec<u8>, ()> {
    unreachable!("not called")
}

#[track_metrics]
#[must_use]
async fn never() -> ! {
    loop {
        ready(()).await;
    }
}

// Generics of the surroundings.

struct Wrapper<const N: usize, T>([T; N]);

impl<const N: usize, T: Clone + 'static> Wrapper<N, T>
where
    T: Send,
{
    #[track_metrics]
    fn first(&self) -> Option<T> {
        self.0.first().cloned()
    }

    #[track_metrics]
    async fn first_later(&self) -> Option<T>
    where
        T: Sync,
    {
        self.0.first().cloned()
    }

    #[track_metrics]
    fn into_inner(self) -> Result<Infallible, [T; N]> {
        let Self(values) = self;
        Err(values)
    }

    #[track_metrics]
    fn change(&mut self, mut each: impl FnMut(&mut T)) -> Option<&mut T> {
        for value in &mut self.0 {
            each(value);
            if N == 3 {
                return Some(value);
            }
        }
        None
    }
}

// What can be sent stays so, and needs not be shared for it.

fn sent<F: Future + Send + 'static>(future: F) -> F {
    future
}

#[track_metrics]
async fn owns(text: String) -> usize {
    ready(()).await;
    text.len()
}

#[track_metrics]
async fn not_shared(call: Box<dyn Fn() -> u8 + Send>) -> u8 {
    let number = call();
    ready(()).await;
    number + call()
}

#[tokio::test]
async fn they_work() {
    assert!(entry(&mut HashMap::new()).is_ok_and(|text| text.is_empty()));
    assert_eq!(let_else(&mut vec!["a".to_owned()]), Some(&"a!".to_owned()));
    assert!(last(&mut Node::default()).is_ok());
    assert_eq!(split(&[1, 2, 3, 4]), Some((&1, &[2, 3, 4][..])));
    assert_eq!(assigned_anew("abc", 2).await, "c");
    assert_eq!(part_of(Some(("a".to_owned(), "b".to_owned()))), Some("a".to_owned()));
    assert_eq!(whole_and_parts((1, 2)), Some((1, 2)));
    assert_eq!(in_a_string("a".to_owned(), vec![], 1), Ok("a 1".to_owned()));
    assert_eq!(pointer().unwrap()(1), 2);
    assert_eq!(boxed_closure()("abc"), 3);
    assert!(boxed_error(Box::new(|| 0)).is_err() && boxed_error(Box::new(|| 1)).is_ok());
    assert_eq!(boxed_future("").await, "empty");
    assert_eq!(boxed_iterator(&[1, 2]).count(), 2);
    assert_eq!(boxed_later(1).await(1), 2);
    assert_eq!(labelled(), Ok(1));
    let mut wrapper = Wrapper([1, 2, 3]);
    assert_eq!(wrapper.change(|number| *number += 1), Some(&mut 2));
    assert_eq!((wrapper.first(), wrapper.first_later().await), (Some(2), Some(2)));
    assert_eq!(wrapper.into_inner(), Err([2, 2, 3]));
    assert_eq!(sent(owns("abc".to_owned())).await, 3);
    assert_eq!(sent(not_shared(Box::new(|| 1))).await, 2);
    let _ = (held, impossible, diverging, never());
}
