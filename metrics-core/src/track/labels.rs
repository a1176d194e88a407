//! The labels of a function's series, from what is known of it.

use std::marker::PhantomData;

use super::{Facts, Outcome};
use crate::label::{LabelSchema, LabelSet, Values, combinations};

/// The greatest number of labels that one series of a function has.
const MAX: usize = 8;

/// Which series it is about.
pub(super) trait Which: Send + Sync + 'static {
    /// The label that comes last, if there is one more.
    const LAST: Option<LabelSchema>;
    /// Whether the labels that are known after the call are among them.
    const AFTER: bool;
}

/// The series of calls: one for each outcome.
pub(super) struct OfCalls;

impl Which for OfCalls {
    const LAST: Option<LabelSchema> = Some(LabelSchema::of::<Outcome>());
    const AFTER: bool = true;
}

/// The series of durations.
pub(super) struct OfDurations;

impl Which for OfDurations {
    const LAST: Option<LabelSchema> = None;
    const AFTER: bool = true;
}

/// The series of errors: one for each kind.
pub(super) struct OfErrors<F>(PhantomData<fn() -> F>);

impl<F: Facts> Which for OfErrors<F> {
    const LAST: Option<LabelSchema> = match F::ERRORS {
        Some(kinds) => Some(LabelSchema::new("error", kinds)),
        None => None,
    };
    const AFTER: bool = false;
}

/// The index of a series, and what its labels are.
pub(super) struct Labels<F, W> {
    index: usize,
    typed: PhantomData<fn() -> (F, W)>,
}

impl<F: Facts, W: Which> Labels<F, W> {
    const ALL: ([LabelSchema; MAX], usize) = all::<F, W>();

    pub(super) const fn at(index: usize) -> Self {
        Self { index, typed: PhantomData }
    }
}

pub(super) const fn all<F: Facts, W: Which>() -> ([LabelSchema; MAX], usize) {
    let mut all = ([LabelSchema::new("", Values::Fixed(&[])); MAX], 0);
    let mut at = 0;
    while at < F::LABELS.len() {
        all.0[all.1] = F::LABELS[at];
        all.1 += 1;
        at += 1;
    }
    let mut at = 0;
    while W::AFTER && at < F::AFTER.len() {
        all.0[all.1] = F::AFTER[at];
        all.1 += 1;
        at += 1;
    }
    if let Some(last) = W::LAST {
        all.0[all.1] = last;
        all.1 += 1;
    }
    all
}

impl<F, W> Clone for Labels<F, W> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, W> Copy for Labels<F, W> {}

impl<F: Facts, W: Which> LabelSet for Labels<F, W> {
    const LABELS: &'static [LabelSchema] = Self::ALL.0.split_at(Self::ALL.1).0;

    #[inline]
    fn index(self) -> usize {
        self.index
    }

    fn from_index(index: usize) -> Option<Self> {
        (index < combinations(Self::LABELS)).then_some(Self::at(index))
    }
}
