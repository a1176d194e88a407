//! The labels of a call, from the types of the values that the user writes.

use std::mem;
use std::ops::Deref;

use super::ended::NONE;
use crate::label::{Label, LabelSchema, Values};

/// The value of a label: its index, and the values that its type has.
///
/// Found like `Classify`, by method lookup. A type that is no label is reported where the label is described, and passes
/// here: one mistake is one error.
pub struct LabelOf<'a, T: ?Sized>(pub &'a T);

impl<L: Label> LabelOf<'_, L> {
    /// A label that is found out before the call.
    #[inline]
    pub fn __tracked_before(&self) -> (usize, Values) {
        (Label::index(*self.0), L::VALUES)
    }

    /// A label that is found out with the result in hand.
    #[inline]
    pub fn __tracked_after(&self) -> (usize, Values) {
        (Label::index(*self.0), or_none::<L>())
    }
}

impl<T: ?Sized> Deref for LabelOf<'_, T> {
    type Target = NoLabel;

    #[inline]
    fn deref(&self) -> &NoLabel {
        &NoLabel
    }
}

/// A value that is no label.
pub struct NoLabel;

#[allow(clippy::unused_self)] // methods, to be found where the other ones are not
impl NoLabel {
    /// Does not run: the program does not compile.
    pub fn __tracked_before(&self) -> (usize, Values) {
        (0, Values::Fixed(&[]))
    }

    /// Neither does this.
    pub fn __tracked_after(&self) -> (usize, Values) {
        (0, Values::Fixed(&[]))
    }
}

/// The description of a label that is found out before the call. Its type is that of the value of a function that is
/// never called.
pub const fn label_before<A, L: Label>(name: &'static str, of: impl FnOnce(A) -> L) -> LabelSchema {
    mem::forget(of);
    LabelSchema::named::<L>(name)
}

/// That of a label that is found out with the result in hand.
pub const fn label_after<A, L: Label>(name: &'static str, of: impl FnOnce(A) -> L) -> LabelSchema {
    mem::forget(of);
    LabelSchema::new(name, or_none::<L>())
}

/// A function that is never called, for a label whose type is named.
pub fn never<L: Label>((): ()) -> L {
    unreachable!("generated code does not call this")
}

/// The values of a label that is found out with the result in hand: `none` where there is no result.
const fn or_none<L: Label>() -> Values {
    Values::and(&L::VALUES, NONE)
}
