//! Functions by their parameters and generics.

pub mod patterns {
    use crate::attribute;

    struct Point {
        x: u8,
        y: u8,
    }

    #[attribute]
    fn sum(
        (a, mut b): (u8, u8),
        [first, .., last]: &[u8; 3],
        &step: &u8,
        Point { x, y: _ }: Point,
    ) -> Result<u8, ()> {
        b += step;
        Ok(a + b + first + last + x)
    }

    pub fn check() -> [u64; 4] {
        let point = Point { x: 1, y: 2 };
        assert_eq!(point.y, 2);
        assert_eq!(sum((1, 2), &[3, 4, 5], &6, point), Ok(18));
        [1, 0, 0, 0]
    }
}

pub mod patterns_later {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn sum((a, mut b): (u8, u8), ref text: String, whole @ (_, _): (u8, u8)) -> Result<usize, ()> {
        b += a;
        later(()).await;
        Ok(usize::from(b) + text.len() + usize::from(whole.0))
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(sum((1, 2), "abc".to_owned(), (4, 5))), Ok(10));
        [1, 0, 0, 0]
    }
}

pub mod mutable {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    fn count(mut number: u8, mut text: String) -> Result<String, ()> {
        number += 1;
        text.push_str(&number.to_string());
        Ok(text)
    }

    #[attribute]
    async fn count_later(mut number: u8, mut text: String) -> Result<String, ()> {
        number = later(number).await + 1;
        text.push_str(&number.to_string());
        Ok(text)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(
            (count(1, "a".to_owned()), run(count_later(1, "a".to_owned()))),
            (Ok("a2".to_owned()), Ok("a2".to_owned()))
        );
        [2, 0, 0, 0]
    }
}

pub mod without_debug {
    use crate::attribute;

    struct Opaque(u8);

    #[attribute]
    fn open(opaque: Opaque, call: &dyn Fn(u8) -> u8) -> u8 {
        call(opaque.0)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(open(Opaque(1), &|number| number + 1), 2);
        [1, 0, 0, 0]
    }
}

pub mod conditional {
    use crate::attribute;

    #[attribute]
    fn some(#[cfg(any())] absent: u8, #[cfg(not(any()))] present: u8) -> Result<u8, ()> {
        Ok(present)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(some(1), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod raw_identifiers {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    async fn r#match(r#type: u8, r#async: &str) -> Result<usize, ()> {
        Ok(usize::from(r#type) + r#async.len())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(r#match(1, "a")), Ok(2));
        [1, 0, 0, 0]
    }
}

pub mod names_of_wrappers {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    fn add(site: u8, call: u8, result: u8, caller: u8, start: u8, guard: u8) -> Result<u8, u8> {
        Ok(site + call + result + caller + start + guard)
    }

    #[attribute]
    async fn add_later(
        future: u8,
        span: u8,
        __self: u8,
        __tracing_attr_span: u8,
        value: u8,
    ) -> Result<u8, u8> {
        Ok(later(future).await + span + __self + __tracing_attr_span + value)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((add(1, 1, 1, 1, 1, 1), run(add_later(1, 1, 1, 1, 1))), (Ok(6), Ok(5)));
        [2, 0, 0, 0]
    }
}

pub mod generics {
    use crate::attribute;
    use std::fmt::Display;

    #[attribute]
    fn first<'a, const N: usize, T: Display + ?Sized>(values: [&'a T; N]) -> Result<&'a T, String>
    where
        T: PartialEq,
    {
        values.into_iter().next().ok_or_else(|| N.to_string())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((first(["a"]), first::<0, str>([])), (Ok("a"), Err("0".to_owned())));
        [1, 1, 0, 0]
    }
}

pub mod no_bounds {
    use crate::attribute;
    use crate::support::{later, run};
    use std::rc::Rc;

    #[attribute]
    fn pass<T>(value: T) -> T {
        value
    }

    #[attribute]
    async fn pass_later<T>(value: T) -> T {
        later(value).await
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((*pass(Rc::new(1)), *run(pass_later(Rc::new(1)))), (1, 1));
        assert_eq!(*pass(&mut 1), 1);
        [3, 0, 0, 0]
    }
}

pub mod higher_ranked {
    use crate::attribute;

    #[attribute]
    fn part<F>(text: &str, part: F) -> Option<&str>
    where
        F: for<'a> Fn(&'a str) -> &'a str,
    {
        Some(part(text))
    }

    #[attribute]
    fn boxed(
        text: &'_ str,
        others: &dyn for<'a> Fn(&'a str) -> Box<dyn Fn() -> usize + 'a>,
    ) -> Result<usize, ()> {
        Ok(others(text)())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(part("abc", |text| &text[1..]), Some("bc"));
        assert_eq!(boxed("abc", &|text| Box::new(move || text.len())), Ok(3));
        [2, 0, 0, 0]
    }
}

pub mod late_bound_lifetimes {
    use crate::attribute;

    #[attribute]
    fn later<'a>(text: &'a str) -> Option<&'a str> {
        text.get(1..)
    }

    #[attribute]
    fn earlier<'a: 'a, 'b: 'a>(text: &'a str, _: &'b str) -> Option<&'a str> {
        text.get(1..)
    }

    pub fn check() -> [u64; 4] {
        let call: for<'a> fn(&'a str) -> Option<&'a str> = later;
        assert_eq!((call("ab"), earlier::<'static, 'static>("ab", "")), (Some("b"), Some("b")));
        [2, 0, 0, 0]
    }
}

pub mod lifetimes_of_futures {
    use crate::attribute;
    use crate::support::{later, run, send};

    struct Text<'a>(&'a str);

    impl<'a> Text<'a> {
        #[attribute]
        async fn get(&self, other: &str, number: impl ToString) -> Result<&'a str, usize> {
            later(()).await;
            if other.is_empty() { Ok(self.0) } else { Err(number.to_string().len()) }
        }

        #[attribute]
        async fn lend(&mut self) -> Option<&mut &'a str> {
            later(Some(&mut self.0)).await
        }
    }

    pub fn check() -> [u64; 4] {
        let text = {
            let mut short = Text("a");
            *run(short.lend()).unwrap() = "b";
            run(send(short.get(&String::new(), 1)))
        };
        assert_eq!(text, Ok("b"));
        [2, 0, 0, 0]
    }
}

pub mod assigned_anew {
    use crate::attribute;
    use crate::support::run;

    #[derive(Default)]
    struct Node {
        next: Option<Box<Node>>,
    }

    #[attribute]
    fn last(mut node: &mut Node) -> Result<&mut Node, ()> {
        while node.next.is_some() {
            node = node.next.as_mut().ok_or(())?;
        }
        Ok(&mut *node)
    }

    #[attribute]
    async fn rest(mut text: &str, mut skip: usize) -> &str {
        while skip > 0 {
            text = &text[1..];
            skip -= 1;
        }
        text
    }

    pub fn check() -> [u64; 4] {
        let mut list = Node { next: Some(Box::default()) };
        assert!(last(&mut list).is_ok_and(|last| last.next.is_none()));
        assert_eq!(run(rest("abc", 2)), "c");
        [2, 0, 0, 0]
    }
}
