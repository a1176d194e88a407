//! How a call ended, in more words than its outcome.

use std::mem;

use super::Outcome;
use crate::label::{Label, LabelSchema, Values, push_index};

/// The end of a call of a function of which more is recorded.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    pub(super) outcome: Outcome,
    /// The kind of the error, if there is one.
    pub(super) error: Option<usize>,
    /// The labels found out with the result in hand; `None` if there is no result.
    pub(super) after: Option<usize>,
}

impl From<Outcome> for Ended {
    #[inline]
    fn from(outcome: Outcome) -> Self {
        Self { outcome, error: None, after: None }
    }
}

impl Ended {
    /// A call that returned, with this outcome.
    #[inline]
    pub fn returned(outcome: Outcome) -> Self {
        Self { after: Some(0), ..Self::from(outcome) }
    }

    /// If it is an error: of which kind.
    #[inline]
    #[must_use]
    pub fn error(self, kind: impl FnOnce() -> usize) -> Self {
        let error = (self.outcome == Outcome::Error).then(kind);
        Self { error, ..self }
    }

    /// One more label, found out with the result in hand.
    #[inline]
    #[must_use]
    pub fn after<L: Label>(self, label: L) -> Self {
        let push = |so_far| push_index(so_far, Label::index(label), or_none::<L>());
        Self { after: self.after.map(push), ..self }
    }
}

/// The values of a label that is found out with the result in hand: `none` where there is no result.
pub const fn or_none<L: Label>() -> Values {
    Values::and(&L::VALUES, NONE)
}

/// A label that is found out before the call. Its type is that of the value of a function that is never called.
pub const fn label_before<A, L: Label>(name: &'static str, of: impl FnOnce(A) -> L) -> LabelSchema {
    mem::forget(of);
    LabelSchema::named::<L>(name)
}

/// A label that is found out with the result in hand.
pub const fn label_after<A, L: Label>(name: &'static str, of: impl FnOnce(A) -> L) -> LabelSchema {
    mem::forget(of);
    LabelSchema::new(name, or_none::<L>())
}

/// A function that is never called, for a label whose type is named.
pub fn never<L: Label>((): ()) -> L {
    unreachable!("generated code does not call this")
}

/// The label of a call that has no result, because it panicked or was cancelled.
pub(super) const NONE: &str = "none";

/// The outcome of a value, where a function says which values are errors.
#[inline]
pub fn error_if<T: ?Sized>(value: &T, is_error: impl FnOnce(&T) -> bool) -> Outcome {
    if is_error(value) { Outcome::Error } else { Outcome::Ok }
}

/// The outcome of a value, where a function says which values are none.
#[inline]
pub fn ok_if<T: ?Sized>(value: &T, is_ok: impl FnOnce(&T) -> bool) -> Outcome {
    if is_ok(value) { Outcome::Ok } else { Outcome::Error }
}
