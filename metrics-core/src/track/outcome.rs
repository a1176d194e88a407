//! How a call ended.

use crate::label::{Label, Values};

/// How a call of a tracked function ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It returned, and not an `Err`.
    Ok,
    /// It returned an `Err`.
    Error,
    /// It panicked.
    Panic,
    /// Its future was dropped after the first poll and before the last.
    Cancelled,
}

impl Outcome {
    const ALL: [Self; 4] = [Self::Ok, Self::Error, Self::Panic, Self::Cancelled];
}

#[diagnostic::do_not_recommend]
impl Label for Outcome {
    const NAME: &'static str = "outcome";
    const VALUES: Values = Values::Fixed(&["ok", "error", "panic", "cancelled"]);

    #[inline]
    fn index(self) -> usize {
        self as usize
    }

    fn from_index(index: usize) -> Option<Self> {
        Self::ALL.get(index).copied()
    }
}
