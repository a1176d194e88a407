//! Functions by what is in their bodies.

pub mod early_returns {
    use crate::attribute;

    #[attribute]
    fn parsed(text: &str) -> Result<u32, std::num::ParseIntError> {
        let number: u32 = text.parse()?;
        if number == 0 {
            return Ok(100);
        }
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((parsed("5"), parsed("0"), parsed("x").is_err()), (Ok(5), Ok(100), true));
        [2, 1, 0, 0]
    }
}

pub mod early_returns_later {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn parsed(text: &str) -> Result<u32, std::num::ParseIntError> {
        let number: u32 = later(text).await.parse()?;
        if number == 0 {
            return Ok(100);
        }
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((run(parsed("5")), run(parsed("0")), run(parsed("x")).is_err()), (Ok(5), Ok(100), true));
        [2, 1, 0, 0]
    }
}

pub mod labels_and_loops {
    use crate::attribute;

    #[attribute]
    fn sum(limit: u32) -> Result<u32, u32> {
        let mut sum = 'start: {
            if limit == 0 {
                break 'start 1;
            }
            0
        };
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

    pub fn check() -> [u64; 4] {
        assert_eq!((sum(0), sum(3), sum(2000)), (Ok(1), Ok(6), Err(499_500)));
        [2, 1, 0, 0]
    }
}

pub mod diverging {
    use crate::attribute;
    use crate::support::panics;

    #[attribute]
    fn stops(_: u8) -> Result<Vec<u8>, ()> {
        panic!("stopped")
    }

    #[attribute]
    fn loops() -> Result<u8, String> {
        loop {
            return Ok(1);
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((panics(|| stops(1)).as_str(), loops()), ("stopped", Ok(1)));
        [1, 0, 1, 0]
    }
}

pub mod panicking {
    use crate::attribute;
    use crate::support::panics;
    use std::panic::resume_unwind;

    #[attribute]
    fn without_result(now: bool) -> u8 {
        if now { resume_unwind(Box::new("first")) } else { 1 }
    }

    #[attribute]
    fn with_result(now: bool) -> Result<u8, String> {
        if now { resume_unwind(Box::new("second")) } else { Err("no".to_owned()) }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((panics(|| without_result(true)), without_result(false)), ("first".to_owned(), 1));
        assert_eq!((panics(|| with_result(true)).as_str(), with_result(false).is_err()), ("second", true));
        [1, 1, 2, 0]
    }
}

pub mod called_while_panicking {
    use crate::attribute;
    use crate::support::panics;

    #[attribute]
    fn cleans_up() -> u8 {
        1
    }

    #[attribute]
    fn cleans_up_with_result() -> Result<u8, String> {
        Err("no".to_owned())
    }

    struct CleansUp;

    impl Drop for CleansUp {
        fn drop(&mut self) {
            assert_eq!((cleans_up(), cleans_up_with_result().is_err()), (1, true));
        }
    }

    pub fn check() -> [u64; 4] {
        let work = || {
            let _cleans_up = CleansUp;
            std::panic::resume_unwind(Box::new("on its way"))
        };
        assert_eq!(panics::<()>(work), "on its way");
        [1, 1, 0, 0]
    }
}

pub mod recursive {
    use crate::attribute;

    #[attribute]
    fn factorial(number: u64) -> Option<u64> {
        if number == 0 { Some(1) } else { factorial(number - 1)?.checked_mul(number) }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(factorial(4), Some(24));
        [5, 0, 0, 0]
    }
}

pub mod nested {
    use crate::attribute;

    #[attribute]
    fn outer() -> Result<u8, ()> {
        #[attribute]
        fn inner() -> Result<u8, ()> {
            const ONE: u8 = 1;
            Ok(ONE)
        }
        inner()
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(outer(), Ok(1));
        [2, 0, 0, 0]
    }
}

pub mod two_of_one_name {
    pub mod one {
        use crate::attribute;

        #[attribute]
        pub(super) fn same() -> u8 {
            1
        }
    }

    pub mod inner {
        use crate::attribute;

        #[attribute]
        pub(super) fn same() -> u8 {
            2
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((one::same(), inner::same()), (1, 2));
        [1, 0, 0, 0]
    }
}

pub mod written_by_macro {
    use crate::attribute;

    macro_rules! written {
        ($($name:ident($($argument:ident: $ty:ty),*) -> $output:ty $body:block)*) => {$(
            #[attribute]
            fn $name($($argument: $ty),*) -> $output $body
        )*};
    }

    written! {
        with_value(number: u8) -> u8 { number + 1 }
        with_result(number: u8) -> Result<u8, u8> { if number == 0 { return Err(1); } Ok(number) }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((with_value(1), with_result(0)), (2, Err(1)));
        [1, 1, 0, 0]
    }
}

pub mod macros_in_the_body {
    use crate::attribute;
    use crate::support::{later, run};

    macro_rules! bail {
        ($($text:tt)*) => { return Err(format!($($text)*)) };
    }

    #[attribute]
    fn checked(number: u8) -> Result<u8, String> {
        if number == 0 {
            bail!("{number} is too small");
        }
        Ok(number)
    }

    #[attribute]
    async fn checked_later(number: u8) -> Result<u8, String> {
        if later(number).await == 0 {
            bail!("{number} is too small");
        }
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((checked(0), checked(1)), (Err("0 is too small".to_owned()), Ok(1)));
        assert_eq!((run(checked_later(0)).is_err(), run(checked_later(1))), (true, Ok(1)));
        [2, 2, 0, 0]
    }
}

pub mod closures_in_the_body {
    use crate::attribute;

    #[attribute]
    fn counted(numbers: &[u8]) -> Result<usize, ()> {
        let mut count = 0;
        let mut each = |number: &u8| {
            if *number == 0 {
                return Err(());
            }
            count += 1;
            Ok(())
        };
        numbers.iter().try_for_each(&mut each)?;
        Ok(count)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((counted(&[1, 2]), counted(&[1, 0])), (Ok(2), Err(())));
        [1, 1, 0, 0]
    }
}

pub mod guards_held {
    use crate::attribute;
    use std::sync::{Mutex, MutexGuard};

    #[attribute]
    fn take<'a>(lock: &'a Mutex<u8>, _other: MutexGuard<'_, u8>) -> Result<MutexGuard<'a, u8>, ()> {
        let mut guard = lock.lock().map_err(drop)?;
        *guard += 1;
        Ok(guard)
    }

    pub fn check() -> [u64; 4] {
        let (one, other) = (Mutex::new(1), Mutex::new(1));
        assert_eq!(take(&one, other.lock().unwrap()).as_deref(), Ok(&2));
        assert!(other.try_lock().is_ok());
        [1, 0, 0, 0]
    }
}

pub mod let_else_and_match {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    async fn first(texts: &mut Vec<String>) -> Option<&String> {
        let Some(text) = texts.first_mut() else { return None };
        match later(text.is_empty()).await {
            true => None,
            false => {
                text.push('!');
                Some(text)
            }
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(first(&mut vec!["a".to_owned()])), Some(&"a!".to_owned()));
        assert_eq!(run(first(&mut vec![])), None);
        [2, 0, 0, 0]
    }
}
