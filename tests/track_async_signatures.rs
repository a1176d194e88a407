//! `#[track_metrics]` on async functions of all signatures: each behaves as without it, and is counted.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;
#[path = "corpus/support.rs"]
#[allow(dead_code, unreachable_pub)]
mod support;

use std::fmt::Display;
use std::future::Future;
use std::panic::{catch_unwind, resume_unwind};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use calls::calls;
use metrics_core::track_metrics;
use support::{later, run, send};

type Answer<T> = Result<T, String>;

#[derive(Default)]
struct Shop {
    name: String,
}

impl Shop {
    #[track_metrics]
    async fn named(&self) -> &str {
        later(&self.name).await
    }

    #[track_metrics]
    async fn rename(&mut self, name: &str) -> &mut String {
        self.name = later(name).await.to_owned();
        &mut self.name
    }

    #[track_metrics]
    async fn into_named(mut self, suffix: impl Display) -> String {
        self.name += &suffix.to_string();
        self.name
    }

    #[track_metrics]
    async fn shared(self: Arc<Self>) -> Result<usize, ()> {
        Ok(later(self.name.len()).await)
    }

    #[track_metrics]
    async fn pinned(self: Pin<&mut Self>) -> &mut String {
        &mut self.get_mut().name
    }

    #[track_metrics]
    async fn either<'a>(&'a self, other: &'a str) -> &'a str {
        if self.name.is_empty() { other } else { later(&self.name).await }
    }
}

#[test]
fn methods_of_all_receivers() {
    let mut shop = Shop::default();
    assert_eq!(run(shop.either("other")), "other");
    run(send(shop.rename("corner"))).push('!');
    assert_eq!(run(send(shop.named())), "corner!");
    *run(Pin::new(&mut shop).pinned()) += "?";
    assert_eq!(run(shop.into_named(1)), "corner!?1");
    assert_eq!(run(send(Arc::new(Shop::default()).shared())), Ok(0));
    for method in ["either", "rename", "named", "pinned", "into_named", "shared"] {
        assert_eq!(calls(method), [1, 0, 0, 0], "{method}");
    }
}

trait Sells {
    async fn sell(&mut self, order: u32) -> Answer<u32>;
    fn sell_all(&mut self) -> impl Future<Output = Answer<u32>> + Send;
    #[track_metrics]
    async fn sell_twice(&mut self, order: u32) -> Answer<u32> {
        Ok(self.sell(order).await? + self.sell(order).await?)
    }
}

impl Sells for Shop {
    #[track_metrics]
    async fn sell(&mut self, order: u32) -> Answer<u32> {
        if order == 0 { Err(self.name.clone()) } else { Ok(later(order).await) }
    }

    #[track_metrics]
    async fn sell_all(&mut self) -> Answer<u32> {
        self.sell_twice(0).await
    }
}

#[test]
fn methods_of_traits() {
    let mut shop = Shop::default();
    assert_eq!(run(shop.sell_twice(2)), Ok(4));
    assert!(run(shop.sell_all()).is_err());
    assert_eq!(calls("sell"), [2, 1, 0, 0]);
    assert_eq!(calls("sell_twice"), [1, 1, 0, 0]);
    assert_eq!(calls("sell_all"), [0, 1, 0, 0]);
}

#[track_metrics]
async fn patterns<'a, const N: usize, T: Display>(
    (name, mut count): (&'a str, u8),
    _: &mut [T; N],
    #[allow(unused_variables)] unused: u8,
    #[cfg(any())] absent: u8,
    mut last: impl FnMut() -> T,
) -> String {
    count += 1;
    format!("{name} {count} {}", last())
}

#[track_metrics]
async fn coerced(number: bool) -> Result<Box<dyn Display + Send>, Box<dyn std::error::Error>> {
    if number {
        return Ok(Box::new("5".parse::<u8>()?));
    }
    Ok(Box::new("text"))
}

#[track_metrics]
async fn slice(first: bool) -> &'static [u8] {
    if first {
        return &[1];
    }
    &[1, 2]
}

#[track_metrics]
async fn function_pointer() -> fn(u8) -> u8 {
    |number| number + 1
}

#[track_metrics]
async fn opaque(step: u32) -> Result<impl Fn(u32) -> u32, String> {
    if step == 0 {
        return Err(String::new());
    }
    Ok(move |number| number + step)
}

#[track_metrics]
async fn never_returns() -> ! {
    later(()).await;
    resume_unwind(Box::new(()))
}

#[track_metrics]
#[must_use]
async fn must_be_used() -> Answer<u8> {
    Ok(1)
}

#[track_metrics]
async fn not_send(number: Rc<u8>) -> Rc<u8> {
    later(number).await
}

#[track_metrics]
#[allow(unsafe_code)]
async unsafe fn dereferenced(number: &u8) -> u8 {
    *later(number).await
}

#[test]
fn parameters_and_return_types() {
    assert_eq!(run(patterns(("a", 1), &mut [0; 3], 0, || 5)), "a 2 5");
    assert_eq!(run(send(coerced(true))).unwrap().to_string(), "5");
    assert_eq!((run(slice(true)), run(slice(false))), (&[1][..], &[1, 2][..]));
    assert_eq!(run(function_pointer())(1), 2);
    assert_eq!(run(opaque(1)).map(|add| add(1)), Ok(2));
    assert!(run(opaque(0)).is_err());
    assert_eq!(calls("opaque"), [1, 1, 0, 0]);
    assert!(catch_unwind(|| run(never_returns())).is_err());
    assert_eq!(calls("never_returns"), [0, 0, 1, 0]);
    assert_eq!(run(must_be_used()), Ok(1));
    assert_eq!(run(not_send(Rc::new(1))), Rc::new(1));
    // SAFETY: it asks for nothing.
    #[allow(unsafe_code)]
    let number = run(unsafe { dereferenced(&3) });
    assert_eq!(number, 3);
    for function in ["patterns", "coerced", "function_pointer", "must_be_used", "not_send", "dereferenced"] {
        assert_eq!(calls(function), [1, 0, 0, 0], "{function}");
    }
}
