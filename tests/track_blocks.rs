//! `#[track_metrics]` on `impl` blocks and modules: each function in them is counted, under the name of its type.

#![allow(clippy::all, clippy::pedantic)] // functions are here for their shape

mod calls;

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use calls::calls;
use metrics_core::{Registry, track_metrics};

fn run<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

fn is_tracked(function: &str) -> bool {
    let snapshot = Registry::global().snapshot();
    let label = ("function".to_owned(), function.to_owned());
    snapshot.iter().any(|(_, labels, _)| labels.contains(&label))
}

#[derive(Debug, Default)]
struct Cart<T> {
    items: Vec<T>,
}

#[track_metrics]
impl<T: Debug> Cart<T> {
    const LIMIT: usize = { 2 };

    fn add(&mut self, item: T) -> Result<&T, String> {
        if self.items.len() == Self::LIMIT {
            return Err(format!("{item:?} is too much"));
        }
        self.items.push(item);
        self.items.last().ok_or_else(String::new)
    }

    fn into_items(self) -> Vec<T> {
        self.items
    }

    async fn sold(&mut self) -> Result<usize, String> {
        Ok(self.items.drain(..).count())
    }

    #[track_metrics(function = "look into the cart")]
    fn look(&self) -> &[T] {
        &self.items
    }

    #[track_metrics(skip)]
    const fn len(&self) -> usize {
        self.items.len()
    }
}

#[track_metrics]
impl<T> Iterator for Cart<T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.items.pop()
    }
}

#[track_metrics]
impl<T: Clone> IntoIterator for &Cart<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.clone().into_iter()
    }
}

#[test]
fn methods_count_under_the_name_of_their_type() {
    let mut cart = Cart::default();
    assert_eq!(calls("Cart::add"), [0, 0, 0, 0]);
    assert_eq!(cart.add(1), Ok(&1));
    assert_eq!(cart.add(2), Ok(&2));
    assert_eq!(cart.add(3), Err("3 is too much".to_owned()));
    assert_eq!((cart.look(), cart.len()), (&[1, 2][..], 2));
    assert_eq!(cart.next(), Some(2));
    assert_eq!(IntoIterator::into_iter(&cart).count(), 1);
    assert_eq!(run(cart.sold()), Ok(1));
    assert!(cart.into_items().is_empty());
    assert_eq!(calls("Cart::add"), [2, 1, 0, 0]);
    for name in ["Cart::next", "Cart::into_iter", "Cart::sold", "Cart::into_items", "look into the cart"] {
        assert_eq!(calls(name), [1, 0, 0, 0], "{name}");
    }
    assert!(!is_tracked("Cart::len"));
}

#[track_metrics]
mod jobs {
    #![allow(dead_code)]

    pub(super) const EACH: u8 = 1;

    pub(super) struct Sweep;

    pub(super) fn nightly() -> Result<u8, ()> {
        fn inner() {}
        inner();
        Ok(EACH)
    }

    impl Sweep {
        pub(super) fn run(&self) -> u8 {
            EACH
        }
    }

    #[track_metrics(skip)]
    impl Sweep {
        pub(super) fn quietly(&self) {}
    }

    pub(super) mod yearly {
        pub(in super::super) fn close() -> Option<u8> {
            Some(super::EACH)
        }
    }

    macro_rules! written {
        ($name:ident) => {
            pub(super) fn $name() {}
        };
    }

    written!(by_macro);

    #[track_metrics(skip)]
    pub(super) fn skipped() {}
}

#[test]
fn functions_of_a_module_are_counted() {
    assert_eq!((jobs::nightly(), jobs::Sweep.run(), jobs::yearly::close()), (Ok(1), 1, Some(1)));
    jobs::Sweep.quietly();
    jobs::by_macro();
    jobs::skipped();
    for name in ["nightly", "Sweep::run", "close"] {
        assert_eq!(calls(name), [1, 0, 0, 0], "{name}");
    }
    for name in ["Sweep::quietly", "by_macro", "skipped", "inner"] {
        assert!(!is_tracked(name), "{name}");
    }
}

#[async_trait]
trait Sells {
    async fn sell(&mut self, order: u32) -> Result<u32, String>;
}

struct Above;
struct Below;
struct OnMethod;

#[track_metrics]
#[async_trait]
impl Sells for Below {
    async fn sell(&mut self, order: u32) -> Result<u32, String> {
        order.checked_add(1).ok_or_else(|| "full".to_owned())
    }
}

#[async_trait]
impl Sells for OnMethod {
    #[track_metrics(function = "OnMethod::sell")]
    async fn sell(&mut self, order: u32) -> Result<u32, String> {
        order.checked_add(1).ok_or_else(|| "full".to_owned())
    }
}

#[async_trait]
#[track_metrics]
impl Sells for Above {
    async fn sell(&mut self, order: u32) -> Result<u32, String> {
        order.checked_add(1).ok_or_else(|| "full".to_owned())
    }
}

fn sells(mut seller: impl Sells, name: &str) {
    assert_eq!((run(seller.sell(1)), run(seller.sell(u32::MAX))), (Ok(2), Err("full".to_owned())));
    assert_eq!(calls(name), [1, 1, 0, 0]);
}

#[test]
fn async_trait_may_be_above_or_below() {
    sells(Below, "Below::sell");
    sells(Above, "Above::sell");
    sells(OnMethod, "OnMethod::sell");
}

#[track_metrics]
trait Pays<'a, const LIMIT: usize = { 10 }>: Sized + 'a
where
    Self: Clone,
{
    const FEE: usize = 1;
    type Receipt;

    fn amount(&self) -> usize;

    async fn amount_later(&self) -> usize;

    fn pay(&self) -> Result<usize, String> {
        if self.amount() > LIMIT {
            return Err("too much".to_owned());
        }
        Ok(self.amount() + Self::FEE)
    }

    async fn pay_later(&self) -> Result<usize, String> {
        Ok(self.amount_later().await + self.pay()?)
    }

    #[track_metrics(skip)]
    fn is_free(&self) -> bool {
        self.amount() == 0
    }

    fn new(_: usize) -> Option<Self> {
        None
    }
}

impl Pays<'static> for usize {
    type Receipt = ();

    fn amount(&self) -> usize {
        *self
    }

    async fn amount_later(&self) -> usize {
        *self
    }
}

#[test]
fn default_bodies_of_a_trait_are_tracked() {
    assert_eq!((5.pay(), run(6.pay_later()), run(16.pay_later()).is_err()), (Ok(6), Ok(13), true));
    assert!(!usize::is_free(&1) && usize::new(1).is_none());
    assert_eq!((calls("Pays::pay"), calls("Pays::pay_later")), ([2, 1, 0, 0], [1, 1, 0, 0]));
    assert_eq!(calls("Pays::new"), [1, 0, 0, 0]);
    for name in ["Pays::is_free", "Pays::amount", "Pays::amount_later"] {
        assert!(!is_tracked(name), "{name}");
    }
}

struct Till {
    closed: bool,
}

#[track_metrics(error, in_flight, busy)]
impl Till {
    fn new() -> Self {
        Self { closed: false }
    }

    fn close(&mut self) -> Option<&Self> {
        self.closed = true;
        Some(self)
    }

    fn explode(&self) -> ! {
        std::panic::resume_unwind(Box::new("exploded"))
    }

    async fn pay<T: Default>(&self) -> Result<T, String> {
        if self.closed { Err("closed".to_owned()) } else { Ok(T::default()) }
    }
}

#[test]
fn what_a_block_says_holds_where_it_can() {
    let mut till = Till::new();
    assert_eq!(run(till.pay::<u8>()), Ok(0));
    assert!(till.close().is_some() && run(till.pay::<u8>()).is_err());
    assert_eq!(
        (calls("Till::pay"), calls("Till::new"), calls("Till::close")),
        ([1, 1, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0])
    );
    // What never returns has no value that `error` could be about.
    assert!(std::panic::catch_unwind(|| till.explode()).is_err());
    assert_eq!(calls("Till::explode"), [0, 0, 1, 0]);
    let snapshot = Registry::global().snapshot();
    assert_eq!(snapshot.sum("function_errors_total", &[("function", "Till::pay"), ("error", "other")]), 1.0);
}
