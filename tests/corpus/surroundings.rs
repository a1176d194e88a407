//! Functions by what is around them.

pub mod shadowed_names {
    #![allow(dead_code, non_camel_case_types)]
    use crate::attribute;

    struct Ok;
    struct Err;
    struct Some;
    struct None;
    struct Result;
    struct Option;
    struct String;
    struct Box;
    struct Future;
    struct Send;
    mod std {}
    mod core {}

    #[attribute]
    fn called(number: u8) -> ::core::result::Result<u8, u8> {
        if number == 0 {
            return ::core::result::Result::Err(1);
        }
        ::core::result::Result::Ok(number)
    }

    #[attribute]
    async fn awaited(number: u8) -> ::core::option::Option<u8> {
        ::core::option::Option::Some(number)
    }

    pub fn check() -> [u64; 4] {
        assert!(called(0).is_err() && called(1).is_ok() && crate::support::run(awaited(1)).is_some());
        [2, 1, 0, 0]
    }
}

pub mod no_prelude {
    #![no_implicit_prelude]
    use crate::attribute;

    #[attribute]
    fn called(number: u8) -> ::core::result::Result<u8, u8> {
        ::core::result::Result::Ok(number)
    }

    #[attribute]
    fn guarded(_unused: u8) {}

    #[attribute]
    async fn awaited(number: u8) -> u8 {
        number
    }

    pub fn check() -> [u64; 4] {
        guarded(1);
        ::core::assert!(called(1).is_ok());
        ::core::assert_eq!(crate::support::run(awaited(1)), 1);
        [3, 0, 0, 0]
    }
}

pub mod shadowed_macros {
    #![allow(unused_macros)]
    use crate::attribute;

    macro_rules! panic {
        () => {};
    }
    macro_rules! unreachable {
        () => {};
    }
    macro_rules! concat {
        () => {};
    }
    macro_rules! module_path {
        () => {};
    }

    #[attribute]
    fn called(number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!(called(1), Ok(1));
        [1, 0, 0, 0]
    }
}

pub mod shadowed_primitives {
    #![allow(non_camel_case_types, dead_code)]
    use crate::attribute;

    struct bool;
    struct str;
    struct f64;

    #[attribute]
    fn called(number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    #[attribute]
    async fn awaited(number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((called(1), crate::support::run(awaited(1))), (Ok(1), Ok(1)));
        [2, 0, 0, 0]
    }
}

pub mod strict_lints {
    #![deny(
        warnings,
        missing_docs,
        let_underscore_drop,
        single_use_lifetimes,
        trivial_casts,
        unit_bindings,
        unused_lifetimes,
        unused_qualifications,
        unused_results,
        variant_size_differences
    )]
    use crate::attribute;

    /// A number.
    ///
    /// # Errors
    ///
    /// If it is 0.
    #[attribute]
    pub fn number(number: u8) -> Result<u8, String> {
        if number == 0 { Err(String::new()) } else { Ok(number) }
    }

    /// The same number, later.
    #[attribute]
    pub async fn number_later(number: u8, _text: &str) -> u8 {
        crate::support::later(number).await
    }

    /// And none.
    #[attribute]
    pub fn none(mut numbers: Vec<u8>) {
        numbers.clear();
    }

    /// Tries them.
    pub fn check() -> [u64; 4] {
        none(vec![1]);
        assert_eq!(
            (number(1), number(0).is_err(), crate::support::run(number_later(1, ""))),
            (Ok(1), true, 1)
        );
        [3, 1, 0, 0]
    }
}

pub mod traits_with_like_names {
    use crate::attribute;

    #[allow(dead_code)]
    trait Meddles {
        fn call(&self) -> u8 {
            panic!("called by generated code")
        }
        fn finish(&self) -> u8 {
            panic!("called by generated code")
        }
        fn is_ok(&self) -> bool {
            panic!("called by generated code")
        }
        fn into_future(&self) {
            panic!("called by generated code")
        }
    }

    impl<T> Meddles for T {}

    #[attribute]
    fn called(number: u8) -> Result<u8, u8> {
        Ok(number)
    }

    #[attribute]
    fn guarded() -> u8 {
        1
    }

    #[attribute]
    fn opaque(number: u8) -> impl Copy {
        number
    }

    pub fn check() -> [u64; 4] {
        assert_eq!((called(1), guarded(), size_of_val(&opaque(1))), (Ok(1), 1, 1));
        [3, 0, 0, 0]
    }
}
