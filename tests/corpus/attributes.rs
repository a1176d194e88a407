//! Functions by their qualifiers and their other attributes.

pub mod unsafe_function {
    #![allow(unsafe_code)]
    use crate::attribute;

    #[attribute]
    unsafe fn dereference(number: *const u32) -> Option<u32> {
        // SAFETY: the caller's pointer is valid.
        unsafe { number.as_ref() }.copied()
    }

    pub fn check() -> [u64; 4] {
        // SAFETY: a reference is a valid pointer.
        assert_eq!(unsafe { dereference(&5) }, Some(5));
        [1, 0, 0, 0]
    }
}

pub mod foreign_abi {
    use crate::attribute;

    #[attribute]
    extern "C" fn next(number: u32) -> u32 {
        number + 1
    }

    pub fn check() -> [u64; 4] {
        let call: extern "C" fn(u32) -> u32 = next;
        assert_eq!(call(1), 2);
        [1, 0, 0, 0]
    }
}

pub mod no_mangle {
    #![allow(unsafe_code)]
    use crate::attribute;

    #[attribute]
    #[unsafe(no_mangle)]
    extern "C" fn metrics_corpus_no_mangle(number: u32) -> u32 {
        number + 1
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(metrics_corpus_no_mangle(1), 2);
        [1, 0, 0, 0]
    }
}

pub mod track_caller {
    use crate::attribute;
    use std::panic::Location;

    #[attribute]
    #[track_caller]
    fn line() -> u32 {
        Location::caller().line()
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((line(), line!()), (line!(), line!()));
        [1, 0, 0, 0]
    }
}

pub mod track_caller_with_result {
    use crate::attribute;
    use std::panic::Location;

    #[attribute]
    #[track_caller]
    fn line(text: &str) -> Result<u32, std::num::ParseIntError> {
        if text.is_empty() {
            return Ok(Location::caller().line());
        }
        Ok(text.parse::<u32>()? + Location::caller().line())
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((line(""), line("0"), line("x").is_err()), (Ok(line!()), Ok(line!()), true));
        [2, 1, 0, 0]
    }
}

pub mod documented {
    use crate::attribute;

    /// Says one.
    #[attribute]
    #[doc(hidden)]
    #[must_use = "it is one"]
    #[inline(never)]
    #[cold]
    #[allow(unused_variables)]
    pub fn one(unused: u8) -> Result<u8, u8> {
        Ok(1)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(one(0), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod must_use_later {
    use crate::attribute;
    use crate::support::{later, run};

    #[attribute]
    #[must_use]
    async fn one() -> u8 {
        later(1).await
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(run(one()), 1);
        [1, 0, 0, 0]
    }
}

pub mod deprecated {
    use crate::attribute;

    #[attribute]
    #[deprecated(since = "1.0.0", note = "for the corpus")]
    fn old() -> Result<u8, u8> {
        Ok(1)
    }

    pub fn check() -> [u64; 4] {
        #[allow(deprecated)]
        let one = old();
        assert_eq!(one, Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod conditional_attributes {
    use crate::attribute;

    #[attribute]
    #[cfg(any())]
    fn either() -> Result<u8, u8> {
        Ok(absent)
    }

    #[attribute]
    #[cfg(not(any()))]
    #[cfg_attr(any(), nothing_of_the_kind)]
    #[cfg_attr(not(any()), inline)]
    fn either() -> Result<u8, u8> {
        Ok(1)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(either(), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod lint_levels {
    #![deny(unused_variables, unused_mut)]
    use crate::attribute;

    #[attribute]
    #[expect(unused_variables, reason = "for the corpus")]
    fn one(unused: u8) -> Result<u8, u8> {
        Ok(1)
    }

    #[attribute]
    fn two(#[allow(unused_variables)] unused: u8, #[allow(unused_mut)] mut number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((one(1), two(1, 2)), (Ok(1), Ok(2)));
        [2, 0, 0, 0]
    }
}

pub mod inner_attributes {
    use crate::attribute;

    #[attribute]
    fn one(unused: u8) -> Result<u8, u8> {
        #![allow(unused_variables)]
        Ok(1)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(one(1), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod one_line {
    #![deny(unused_braces, unused_parens)]
    use crate::attribute;

    #[attribute]
    fn one(number: u8) -> u8 {
        number
    }

    #[attribute]
    fn two(number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    #[attribute]
    async fn three(number: u8) -> u8 {
        number
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((one(1), two(2), crate::support::run(three(3))), (1, Ok(2), 3));
        [3, 0, 0, 0]
    }
}

pub mod forbidden_unsafe {
    use crate::attribute;

    #[forbid(unsafe_code)]
    mod inner {
        use super::attribute;

        #[attribute]
        pub(super) fn one() -> Result<u8, u8> {
            Ok(1)
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(inner::one(), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod visibilities {
    pub mod inner {
        use crate::attribute;

        #[attribute]
        pub(in super::super) fn one() -> Result<u8, u8> {
            Ok(1)
        }

        #[attribute]
        pub(super) async fn two() -> Result<u8, u8> {
            Ok(2)
        }
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((inner::one(), crate::support::run(inner::two())), (Ok(1), Ok(2)));
        [2, 0, 0, 0]
    }
}

pub mod unwinding_abi {
    use crate::attribute;
    use crate::support::panics;

    #[attribute]
    #[inline(never)]
    extern "C-unwind" fn unwinds(number: u8) -> u8 {
        if number == 0 {
            panic!("zero");
        }
        number
    }

    #[attribute]
    extern "system" fn same(number: u8) -> u8 {
        number
    }

    pub fn check() -> [u64; 4] {
        let pointer: extern "C-unwind" fn(u8) -> u8 = unwinds;
        assert_eq!((pointer(1), panics(|| pointer(0))), (1, "zero".to_owned()));
        assert_eq!(same(1), 1);
        [2, 0, 1, 0]
    }
}
