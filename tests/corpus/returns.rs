//! Functions by what they return.

pub mod nothing {
    use crate::attribute;

    #[attribute]
    fn quiet() {}

    pub fn check() -> [u64; 4] {
        quiet();
        [1, 0, 0, 0]
    }
}

pub mod never {
    use crate::attribute;
    use crate::support::panics;

    #[attribute]
    fn stop() -> ! {
        std::panic::resume_unwind(Box::new("stopped"))
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(panics(|| stop()), "stopped");
        [0, 0, 1, 0]
    }
}

pub mod never_later {
    use crate::attribute;
    use crate::support::{later, panics, run};

    #[attribute]
    async fn stop() -> ! {
        later(()).await;
        std::panic::resume_unwind(Box::new("stopped"))
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(panics(|| run(stop())), "stopped");
        [0, 0, 1, 0]
    }
}

pub mod alias_of_result {
    use crate::attribute;
    use std::io;

    type Answer<T> = Result<T, String>;

    #[attribute]
    fn aliased(fail: bool) -> Answer<u32> {
        if fail { Err("no".to_owned()) } else { Ok(1) }
    }

    #[attribute]
    fn of_io(fail: bool) -> io::Result<()> {
        if fail { Err(io::Error::other("no")) } else { Ok(()) }
    }

    pub fn check() -> [u64; 4] {
        assert!(
            aliased(true).is_err() && aliased(false).is_ok() && of_io(true).is_err() && of_io(false).is_ok()
        );
        [2, 2, 0, 0]
    }
}

pub mod alias_that_is_no_result {
    use crate::attribute;

    type Result<T> = Option<T>;

    #[attribute]
    fn maybe(some: bool) -> Result<u8> {
        some.then_some(1)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((maybe(true), maybe(false)), (Some(1), None));
        [2, 0, 0, 0]
    }
}

pub mod projection {
    use crate::attribute;

    #[attribute]
    fn item_of<I: IntoIterator<Item = Result<u8, ()>>>(values: I) -> <I as IntoIterator>::Item {
        values.into_iter().next().unwrap()
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((item_of([Err(())]), item_of([Ok(1)])), (Err(()), Ok(1)));
        [1, 1, 0, 0]
    }
}

pub mod opaque_iterator {
    use crate::attribute;

    #[attribute]
    fn steps(step: impl Into<u32>) -> impl Iterator<Item = u32> {
        let step = step.into();
        (0..).map(move |position| position * step)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(steps(2_u8).take(3).sum::<u32>(), 6);
        [1, 0, 0, 0]
    }
}

pub mod opaque_in_result {
    use crate::attribute;

    #[attribute]
    fn adder(step: u32) -> Result<impl Fn(u32) -> u32, String> {
        if step == 0 {
            return Err("no step".to_owned());
        }
        Ok(move |number| number + step)
    }

    pub fn check() -> [u64; 4] {
        assert!(adder(0).is_err() && adder(1).is_ok_and(|add| add(1) == 2));
        [1, 1, 0, 0]
    }
}

pub mod opaque_later {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn adder(step: u32) -> Result<impl Fn(u32) -> u32, String> {
        if later(step).await == 0 {
            Err("no step")?;
        }
        Ok(move |number| number + step)
    }

    pub fn check() -> [u64; 4] {
        assert!(run(adder(0)).is_err() && run(adder(1)).is_ok_and(|add| add(1) == 2));
        [1, 1, 0, 0]
    }
}

pub mod trait_object {
    use crate::attribute;
    use std::fmt::Display;

    #[attribute]
    fn either(number: bool) -> Result<Box<dyn Display>, Box<dyn std::error::Error>> {
        if number {
            return Ok(Box::new("5".parse::<u8>()?));
        }
        Ok(Box::new("text"))
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(either(true).unwrap().to_string() + &either(false).unwrap().to_string(), "5text");
        [2, 0, 0, 0]
    }
}

pub mod trait_object_later {
    use crate::attribute;
    use crate::support::{later, run};
    use std::fmt::Display;

    #[attribute]
    async fn either(number: bool) -> Box<dyn Display + Send> {
        if later(number).await {
            return Box::new(5);
        }
        Box::new("text")
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(either(true)).to_string() + &run(either(false)).to_string(), "5text");
        [2, 0, 0, 0]
    }
}

pub mod returned_closure {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    async fn boxed(step: usize) -> Box<dyn Fn(&str) -> usize + Send> {
        Box::new(move |text| text.len() + step)
    }

    #[attribute]
    fn pointer() -> Option<fn(u8) -> u8> {
        Some(|number| number + 1)
    }

    #[attribute]
    async fn pointer_later() -> fn(u8) -> u8 {
        |number| number + 1
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((run(boxed(1))("ab"), pointer().unwrap()(1), run(pointer_later())(1)), (3, 2, 2));
        [3, 0, 0, 0]
    }
}

pub mod coerced_slice {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    fn slice(first: bool) -> Option<&'static [u8]> {
        if first {
            return Some(&[1]);
        }
        Some(&[1, 2])
    }

    #[attribute]
    async fn slice_later(first: bool) -> &'static [u8] {
        if first {
            return &[1];
        }
        &[1, 2]
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((slice(true).unwrap().len(), run(slice_later(false)).len()), (1, 2));
        [2, 0, 0, 0]
    }
}

pub mod inferred_collection {
    use crate::attribute;
    use crate::support::{later, run};
    use std::collections::HashMap;

    #[attribute]
    fn collect(texts: &[&str]) -> Result<HashMap<String, usize>, String> {
        texts.iter().map(|text| Ok(((*text).to_owned(), text.len()))).collect()
    }

    #[attribute]
    async fn parse(text: &str) -> Result<u8, std::num::ParseIntError> {
        let number = later(text).await.parse()?;
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(collect(&["a"]).unwrap()["a"], 1);
        assert!(run(parse("1")) == Ok(1) && run(parse("x")).is_err());
        [2, 1, 0, 0]
    }
}

pub mod borrowed_from_two {
    use crate::attribute;

    #[attribute]
    fn entry(numbers: &mut Vec<u8>) -> Result<&mut u8, ()> {
        if numbers.len() > 1 {
            return numbers.get_mut(1).ok_or(());
        }
        numbers.push(1);
        numbers.last_mut().ok_or(())
    }

    pub fn check() -> [u64; 4] {
        let mut numbers = vec![];
        *entry(&mut numbers).unwrap() += 1;
        assert_eq!(numbers, [2]);
        [1, 0, 0, 0]
    }
}

pub mod control_flow {
    use crate::attribute;
    use std::ops::ControlFlow;

    #[attribute]
    fn flow(number: u8) -> ControlFlow<u8> {
        if number == 0 { ControlFlow::Continue(()) } else { ControlFlow::Break(number) }
    }

    #[attribute]
    fn twice(number: u8) -> ControlFlow<u8> {
        flow(number)?;
        flow(number + 1)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(twice(0), ControlFlow::Break(1));
        [3, 0, 0, 0]
    }
}

pub mod uninhabited_error {
    use crate::attribute;
    use std::convert::Infallible;

    #[attribute]
    fn certain() -> Result<u8, Infallible> {
        Ok(1)
    }

    #[attribute]
    fn impossible(value: Option<Infallible>) -> Result<u8, ()> {
        match value {
            Some(value) => match value {},
            None => Err(()),
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((certain(), impossible(None)), (Ok(1), Err(())));
        [1, 1, 0, 0]
    }
}
