//! The outcome of a call, from the type of what it returned.

use std::ops::Deref;

use super::{Outcome, Returns};

/// A value that a tracked function returned; [`outcome`](Classify::__tracked_outcome) says what it means.
///
/// The method is found by the compiler's rules of method lookup, once the type of the value is known: an `impl` for
/// `Result` comes first, however the type is spelled (`io::Result<()>`, an alias of one's own). Any other type,
/// also a type parameter, falls through to what this dereferences to. Thus no trait is asked of the value. (The name
/// of the method is one that no trait of the user's has.)
pub struct Classify<'a, T: ?Sized>(pub &'a T);

impl<T, E> Classify<'_, Result<T, E>> {
    /// Whether it is `Ok`.
    #[inline]
    pub fn __tracked_outcome(&self) -> Outcome {
        if self.0.is_ok() { Outcome::Ok } else { Outcome::Error }
    }
}

impl<T: ?Sized> Deref for Classify<'_, T> {
    type Target = NoResult;

    #[inline]
    fn deref(&self) -> &NoResult {
        &NoResult
    }
}

/// A value that a function returned unseen, by `?`: an error if it is a `Result`. Found in the same way.
pub struct Unseen<T>(pub Returns<T>);

impl<T, E> Unseen<Result<T, E>> {
    /// `?` returns an `Err`.
    #[inline]
    pub fn __tracked_outcome(&self) -> Outcome {
        Outcome::Error
    }
}

impl<T> Deref for Unseen<T> {
    type Target = NoResult;

    #[inline]
    fn deref(&self) -> &NoResult {
        &NoResult
    }
}

/// A value that is no `Result`, so it cannot be an error.
#[derive(Debug)]
pub struct NoResult;

impl NoResult {
    /// It is ok.
    #[inline]
    #[allow(clippy::unused_self)] // a method, to be found where the other one is not
    pub fn __tracked_outcome(&self) -> Outcome {
        Outcome::Ok
    }
}
