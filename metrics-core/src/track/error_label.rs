//! What kind of error a call returned.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::label::{Label, Values};

/// An error whose kinds are known before the program runs: the label `error` of `#[track_metrics(error)]`.
///
/// Derive it on an error enum ([`derive(ErrorLabel)`](macro@crate::ErrorLabel)): a kind is a variant, whatever it
/// carries. Every [`Label`] is one, too.
#[diagnostic::on_unimplemented(
    message = "the kinds of `{Self}` are not known",
    label = "expected an error enum with `#[derive(ErrorLabel)]`, or a `Label`"
)]
pub trait ErrorLabel {
    /// The kinds, in the order of their indices.
    const KINDS: Values;
    /// The position of this error's kind in [`KINDS`](Self::KINDS).
    fn kind(&self) -> usize;
}

impl<L: Label> ErrorLabel for L {
    const KINDS: Values = L::VALUES;

    #[inline]
    fn kind(&self) -> usize {
        Label::index(*self)
    }
}

/// The kinds of errors in a return type. Read as `<Kinds<R>>::KINDS`: an inherent constant comes first, so this is what
/// the error says of itself, if it does, and otherwise that of [`Unlabelled`].
pub struct Kinds<R: ?Sized>(PhantomData<fn() -> R>);

impl<T, E: ErrorLabel> Kinds<Result<T, E>> {
    /// What the error says, and `other` for a value that is called an error and has none in it.
    pub const KINDS: Values = or_other(&E::KINDS);
}

/// A return type whose errors are of no known kind: a `Box<dyn Error>`, say, or a type without the label.
pub trait Unlabelled {
    /// All in one.
    const KINDS: Values = Values::Fixed(&[OTHER]);
}

impl<R: ?Sized> Unlabelled for Kinds<R> {}

pub(super) const OTHER: &str = "other";

/// The kinds that a type names, and `other`.
pub const fn or_other(kinds: &'static Values) -> Values {
    Values::and(kinds, OTHER)
}

/// A value that a tracked function returned; [`error_kind`](ErrorOf::__tracked_error) says which kind of error it is.
///
/// Found like `Classify`: by method lookup, so that nothing is asked of the type.
pub struct ErrorOf<'a, T: ?Sized>(pub &'a T);

impl<T, E: ErrorLabel> ErrorOf<'_, Result<T, E>> {
    /// The kind, which is `other` if the value is not an `Err`.
    #[inline]
    pub fn __tracked_error(&self) -> usize {
        match self.0 {
            Err(error) => error.kind(),
            Ok(_) => OTHER_KIND,
        }
    }
}

impl<T: ?Sized> Deref for ErrorOf<'_, T> {
    type Target = UnknownError;

    #[inline]
    fn deref(&self) -> &UnknownError {
        &UnknownError
    }
}

/// An error of no known kind.
pub struct UnknownError;

impl UnknownError {
    /// `other`.
    #[inline]
    #[allow(clippy::unused_self)] // a method, to be found where the other one is not
    pub fn __tracked_error(&self) -> usize {
        OTHER_KIND
    }
}

/// Stands for the index of `other`, where that is not known.
pub(super) const OTHER_KIND: usize = usize::MAX;
