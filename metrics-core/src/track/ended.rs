//! How a call ended, in more words than its outcome.

use super::Outcome;
use super::error_label::OTHER_KIND;
use crate::label::{Values, push_index};

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
    /// An error that nobody sees is of no known kind.
    #[inline]
    fn from(outcome: Outcome) -> Self {
        Self { outcome, error: (outcome == Outcome::Error).then_some(OTHER_KIND), after: None }
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

    /// One more label, found out with the result in hand: its index, and the values that it can have.
    #[inline]
    #[must_use]
    pub fn after(self, (index, values): (usize, Values)) -> Self {
        Self { after: self.after.map(|so_far| push_index(so_far, index, values)), ..self }
    }
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
