//! Functions in the idioms of large code bases.

pub mod operators {
    use crate::attribute;
    use std::fmt;
    use std::num::ParseIntError;
    use std::ops::Add;
    use std::str::FromStr;

    #[derive(Debug, PartialEq)]
    struct Cents(u8);

    impl Add<u8> for Cents {
        type Output = Result<Cents, u8>;

        #[attribute]
        fn add(self, more: u8) -> Self::Output {
            self.0.checked_add(more).map(Cents).ok_or(more)
        }
    }

    impl FromStr for Cents {
        type Err = ParseIntError;

        #[attribute]
        fn from_str(text: &str) -> Result<Self, Self::Err> {
            text.parse().map(Self)
        }
    }

    impl TryFrom<u16> for Cents {
        type Error = u16;

        #[attribute]
        fn try_from(number: u16) -> Result<Self, <Self as TryFrom<u16>>::Error> {
            let small = u8::try_from(number).map_err(|_| number)?;
            Ok(Self(small))
        }
    }

    impl fmt::Display for Cents {
        #[attribute]
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0)?;
            f.write_str(" ct")
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((Cents(1) + 1, Cents(1) + 255), (Ok(Cents(2)), Err(255)));
        assert!("1".parse() == Ok(Cents(1)) && "x".parse::<Cents>().is_err());
        assert_eq!((Cents::try_from(1), Cents::try_from(256)), (Ok(Cents(1)), Err(256)));
        assert_eq!(Cents(1).to_string(), "1 ct");
        [4, 3, 0, 0]
    }
}

pub mod iterators {
    use crate::attribute;

    struct Down(u8);

    impl Iterator for Down {
        type Item = u8;

        #[attribute]
        fn next(&mut self) -> Option<Self::Item> {
            self.0 = self.0.checked_sub(1)?;
            Some(self.0)
        }

        #[attribute]
        fn size_hint(&self) -> (usize, Option<usize>) {
            (self.0.into(), Some(self.0.into()))
        }

        #[attribute]
        fn fold<B, F>(self, first: B, mut each: F) -> B
        where
            F: FnMut(B, Self::Item) -> B,
        {
            let mut all = first;
            for number in (0..self.0).rev() {
                all = each(all, number);
            }
            all
        }
    }

    trait Lends {
        type Item<'a>
        where
            Self: 'a;
        fn lend(&mut self) -> Option<Self::Item<'_>>;
    }

    impl Lends for Vec<u8> {
        type Item<'a> = &'a mut [u8];

        #[attribute]
        fn lend(&mut self) -> Option<Self::Item<'_>> {
            if self.is_empty() {
                return None;
            }
            self.pop();
            Some(&mut self[..])
        }
    }

    pub fn check() -> [u64; 4] {
        let mut down = Down(2);
        assert_eq!((down.next(), down.size_hint()), (Some(1), (1, Some(1))));
        assert_eq!(down.fold(0, |sum, number| sum + number), 0);
        let mut numbers = vec![1];
        assert!(numbers.lend().is_some() && numbers.lend().is_none());
        [5, 0, 0, 0]
    }
}

pub mod reference_patterns {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    fn changed(
        &(a, ref b): &(u8, String),
        &mut ref mut c: &mut Vec<u8>,
        ref mut d: String,
    ) -> Result<usize, ()> {
        c.push(a);
        d.push('d');
        Ok(b.len() + d.len())
    }

    #[attribute]
    async fn changed_later(
        &mut (ref mut a, _): &mut (u8, String),
        (ref mut b, c): (String, u8),
    ) -> Result<usize, u8> {
        *a += c;
        b.push('b');
        if c == 0 { Err(c) } else { Ok(b.len()) }
    }

    pub fn check() -> [u64; 4] {
        let (mut pair, mut numbers) = ((1, "b".to_owned()), vec![]);
        assert_eq!(changed(&pair, &mut numbers, String::new()), Ok(2));
        assert_eq!(run(changed_later(&mut pair, (String::new(), 2))), Ok(1));
        assert_eq!(run(changed_later(&mut pair, (String::new(), 0))), Err(0));
        assert_eq!((pair.0, numbers), (3, vec![1]));
        [2, 1, 0, 0]
    }
}

pub mod never_in_arms {
    use crate::attribute;
    use crate::support::panics;
    use std::convert::Infallible;

    enum Void {}

    #[attribute]
    fn arms(number: Result<u8, Infallible>) -> Result<u8, String> {
        let number = match number {
            Ok(number) => number,
            Err(never) => match never {},
        };
        let number: u8 = match number {
            0 => return Err("zero".to_owned()),
            1 => panic!("one"),
            number => loop {
                break number;
            },
        };
        Ok(number)
    }

    #[attribute]
    fn void(void: Option<Void>) -> Option<Void> {
        void.map(|void| match void {})
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((arms(Ok(0)).is_err(), arms(Ok(2))), (true, Ok(2)));
        assert_eq!(panics(|| arms(Ok(1))), "one");
        assert!(void(None).is_none());
        [2, 1, 1, 0]
    }
}

pub mod many_parameters {
    use crate::attribute;
    use crate::support::run;

    #[attribute]
    #[rustfmt::skip]
    fn sum(
        a: u8, b: String, c: Vec<u8>, d: &str, e: Option<u8>, f: [u8; 4], g: (u8, String), h: Box<u8>, i: &mut u8, j: fn() -> u8,
        k: impl Fn() -> u8, _: (), _l: [u8; 0], []: [String; 0], größe: usize, mut 名前: String,
    ) -> Result<usize, String> {
        名前.push('x');
        *i += a + j() + k();
        if *i == 0 { return Err(b); }
        Ok(c.len() + d.len() + e.map_or(0, usize::from) + f.len() + g.1.len() + usize::from(*h) + größe + 名前.len())
    }

    #[attribute]
    #[rustfmt::skip]
    async fn sum_later(
        a: u8, b: String, c: Vec<u8>, d: &str, e: Option<u8>, f: [u8; 4], g: (u8, String), h: Box<u8>, i: &mut u8, j: fn() -> u8,
        k: impl Fn() -> u8, _: (), _l: [u8; 0], []: [String; 0], größe: usize, mut 名前: String,
    ) -> Result<usize, String> {
        名前.push('x');
        *i += a + j() + k();
        if *i == 0 { return Err(b); }
        Ok(c.len() + d.len() + e.map_or(0, usize::from) + f.len() + g.1.len() + usize::from(*h) + größe + 名前.len())
    }

    #[rustfmt::skip]
    pub fn check() -> [u64; 4] {
        let text = || String::from("text");
        let (one, none, g) = (|| 1, || 0, || (1, text()));
        let first = sum(1, text(), vec![1], "a", Some(1), [0; 4], g(), Box::new(1), &mut 0, one, one, (), [], [], 1, text());
        let second =
            run(sum_later(0, text(), vec![], "", None, [0; 4], g(), Box::new(1), &mut 0, none, none, (), [], [], 1, text()));
        assert_eq!((first, second), (Ok(18), Err(text())));
        [1, 1, 0, 0]
    }
}

pub mod parts_of_macros {
    use crate::attribute;
    use crate::support::run;

    struct Till(u8);

    macro_rules! functions {
        ($vis:vis $name:ident<$lifetime:lifetime>, $ty:ty, $body:block) => {
            #[attribute]
            $vis fn $name<$lifetime>(numbers: &$lifetime [u8]) -> Result<&$lifetime $ty, u8> {
                let _ = numbers;
                $body
            }
        };
        ($this:ident: $name:ident $later:ident => $value:expr) => {
            impl Till {
                #[attribute]
                fn $name(&$this) -> Option<u8> { $value }
                #[attribute]
                async fn $later(&mut $this) -> Option<u8> { $value }
            }
        };
        ($item:item) => {
            #[attribute]
            $item
        };
    }

    functions!(pub(super) fails<'a>, str, { if true { return Err(1) } Ok("") });
    functions!(self: now later => self.0.checked_add(1));
    functions! { fn whole(number: u8) -> Result<u8, u8> { if number == 0 { return Err(number) } Ok(number) } }

    pub fn check() -> [u64; 4] {
        assert_eq!(fails(&[]), Err(1));
        assert_eq!((Till(1).now(), run(Till(1).later())), (Some(2), Some(2)));
        assert_eq!((whole(0), whole(1)), (Err(0), Ok(1)));
        [3, 2, 0, 0]
    }
}

pub mod items_in_the_body {
    use crate::attribute;

    #[attribute]
    fn counted(number: u8) -> Result<u8, Outer> {
        return Ok(helped(number)? + MORE);

        const MORE: u8 = 1;
        struct Inner;
        impl From<Inner> for Outer {
            fn from(_: Inner) -> Self {
                Outer
            }
        }
        fn helped(number: u8) -> Result<u8, Inner> {
            if number == 0 { Err(Inner) } else { Ok(number) }
        }
    }

    struct Outer;

    pub fn check() -> [u64; 4] {
        assert!(counted(0).is_err() && counted(1).is_ok());
        [1, 1, 0, 0]
    }
}

pub mod borrowed_at_the_end {
    use crate::attribute;
    use crate::support::run;
    use std::cell::RefCell;
    use std::sync::Mutex;

    #[attribute]
    fn first(numbers: &Mutex<Vec<u8>>) -> Option<u8> {
        numbers.lock().unwrap().first().copied()
    }

    #[attribute]
    fn matched(numbers: &RefCell<Vec<u8>>) -> Result<usize, ()> {
        match numbers.borrow().first() {
            Some(&number) => Ok(number.into()),
            None => Err(()),
        }
    }

    #[attribute]
    async fn length(numbers: &RefCell<Vec<u8>>) -> usize {
        let same = numbers;
        same.borrow().len()
    }

    pub fn check() -> [u64; 4] {
        let numbers = RefCell::new(vec![]);
        assert_eq!(
            (first(&Mutex::new(vec![1])), matched(&numbers), run(length(&numbers))),
            (Some(1), Err(()), 0)
        );
        [2, 1, 0, 0]
    }
}
