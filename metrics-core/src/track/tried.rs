//! What `?` returns, seen on its way out of a function whose body is not surrounded.
//!
//! Generated code says `value.__tracked_try(&mut call)?` for `value?`: the value that the function is about to return is
//! made, shown to the call, and handed to `?`, which has nothing left to convert. These are the types that `?` knows; on
//! stable Rust, nobody can add another.

use std::ops::ControlFlow;
use std::task::Poll;

use super::{Site, Watch};

/// A value in front of `?`: any, so that the compiler does not look for the method elsewhere.
pub trait Tried: Sized {
    /// Shows the call what `?` is about to return, if it is.
    #[inline]
    #[track_caller] // so that `From::from` sees who called the function, as it does behind `?`
    fn __tracked_try<S, R, C>(self, call: &mut Watch<S, R, C>) -> R::Tried<Self::Output>
    where
        Self: Branch,
        S: Site,
        R: ReturnedBy<Self::Residual>,
        C: Fn(&R) -> S::End,
    {
        match self.branch() {
            ControlFlow::Continue(value) => R::going_on(value),
            ControlFlow::Break(residual) => {
                let value = R::of(residual);
                call.ends(&value);
                value.leaving()
            }
        }
    }
}

impl<V> Tried for V {}

/// What is in a value: something to go on with, or something to return.
#[diagnostic::on_unimplemented(
    message = "`?` cannot be applied to a value of type `{Self}`",
    label = "there is nothing that this `?` could return"
)]
pub trait Branch: Sized {
    /// The value of the expression with `?`.
    type Output;
    /// What is returned.
    type Residual;

    /// Which of the two it is.
    fn branch(self) -> ControlFlow<Self::Residual, Self::Output>;
}

/// The error of a `Result`.
#[derive(Debug)]
pub struct Failed<E>(E);
/// The `None` of an `Option`.
#[derive(Debug)]
pub struct Absent;
/// The `Break` of a `ControlFlow`.
#[derive(Debug)]
pub struct Broken<B>(B);

impl<T, E> Branch for Result<T, E> {
    type Output = T;
    type Residual = Failed<E>;

    #[inline]
    fn branch(self) -> ControlFlow<Failed<E>, T> {
        match self {
            Ok(value) => ControlFlow::Continue(value),
            Err(error) => ControlFlow::Break(Failed(error)),
        }
    }
}

impl<T, E> Branch for Poll<Result<T, E>> {
    type Output = Poll<T>;
    type Residual = Failed<E>;

    #[inline]
    fn branch(self) -> ControlFlow<Failed<E>, Poll<T>> {
        match self {
            Self::Ready(result) => result.branch().map_continue(Poll::Ready),
            Self::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}

impl<T, E> Branch for Poll<Option<Result<T, E>>> {
    type Output = Poll<Option<T>>;
    type Residual = Failed<E>;

    #[inline]
    fn branch(self) -> ControlFlow<Failed<E>, Poll<Option<T>>> {
        match self {
            Self::Ready(Some(result)) => result.branch().map_continue(|value| Poll::Ready(Some(value))),
            Self::Ready(None) => ControlFlow::Continue(Poll::Ready(None)),
            Self::Pending => ControlFlow::Continue(Poll::Pending),
        }
    }
}

impl<T> Branch for Option<T> {
    type Output = T;
    type Residual = Absent;

    #[inline]
    fn branch(self) -> ControlFlow<Absent, T> {
        self.map_or(ControlFlow::Break(Absent), ControlFlow::Continue)
    }
}

impl<B, T> Branch for ControlFlow<B, T> {
    type Output = T;
    type Residual = Broken<B>;

    #[inline]
    fn branch(self) -> ControlFlow<Broken<B>, T> {
        self.map_break(Broken)
    }
}

/// A return type, of a function in which `?` finds such a residual.
#[diagnostic::on_unimplemented(
    message = "`?` cannot be used here in a function that returns `{Self}`",
    label = "what this `?` would return is no `{Self}`"
)]
pub trait ReturnedBy<R>: Sized {
    /// What is left in front of `?`.
    type Tried<T>;

    /// The value that the function returns.
    #[track_caller]
    fn of(residual: R) -> Self;

    /// It, in front of `?`.
    fn leaving<T>(self) -> Self::Tried<T>;

    /// A value that is no reason to return.
    fn going_on<T>(value: T) -> Self::Tried<T>;
}

/// The three return types with an error in them, whose `Err` is found and put by a pattern.
macro_rules! returned_by_error {
    ($([$returned:ty] $error:ident => $pattern:pat, $value:expr;)*) => { $(
        impl<E, T, F: From<E>> ReturnedBy<Failed<E>> for $returned {
            type Tried<U> = Result<U, F>;

            #[inline]
            #[track_caller]
            fn of(Failed(error): Failed<E>) -> Self {
                let $error = F::from(error);
                $value
            }

            #[inline]
            fn leaving<U>(self) -> Result<U, F> {
                match self {
                    $pattern => Err($error),
                    _ => unreachable!("it was made of an error"),
                }
            }

            #[inline]
            fn going_on<U>(value: U) -> Result<U, F> {
                Ok(value)
            }
        }
    )* };
}

returned_by_error! {
    [Result<T, F>] error => Err(error), Err(error);
    [Poll<Result<T, F>>] error => Poll::Ready(Err(error)), Poll::Ready(Err(error));
    [Poll<Option<Result<T, F>>>] error => Poll::Ready(Some(Err(error))), Poll::Ready(Some(Err(error)));
}

impl<T> ReturnedBy<Absent> for Option<T> {
    type Tried<U> = Option<U>;

    #[inline]
    fn of(_: Absent) -> Self {
        None
    }

    #[inline]
    fn leaving<U>(self) -> Option<U> {
        None
    }

    #[inline]
    fn going_on<U>(value: U) -> Option<U> {
        Some(value)
    }
}

impl<B, T> ReturnedBy<Broken<B>> for ControlFlow<B, T> {
    type Tried<U> = ControlFlow<B, U>;

    #[inline]
    fn of(Broken(value): Broken<B>) -> Self {
        Self::Break(value)
    }

    #[inline]
    fn leaving<U>(self) -> ControlFlow<B, U> {
        match self {
            Self::Break(value) => ControlFlow::Break(value),
            Self::Continue(_) => unreachable!("it was made of a break"),
        }
    }

    #[inline]
    fn going_on<U>(value: U) -> ControlFlow<B, U> {
        ControlFlow::Continue(value)
    }
}
