//! `#[track_metrics]` on functions of all signatures that are not async: each behaves as without it, and is counted.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::fmt::{Debug, Display};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use calls::calls;
use metrics_core::track_metrics;

type Answer<T> = Result<T, String>;

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
