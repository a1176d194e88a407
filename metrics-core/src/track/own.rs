//! Recording calls in metrics of the user's.

use std::time::Duration;

use super::Outcome;
use crate::counter::{Counter, CounterSeries};
use crate::exemplar::WithExemplars;
use crate::histogram::{Histogram, HistogramSeries};
use crate::label::LabelSet;

/// What `#[track_metrics(calls = …)]` can count in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot count the calls of a function",
    label = "expected a `Counter`, without labels or by `Outcome`",
    note = "an enum of your own is an outcome if it is a `Label` and implements `From<metrics_core::Outcome>`"
)]
pub trait CountsCalls {
    /// Counts a call.
    fn count_call(&self, outcome: Outcome);
}

impl CountsCalls for Counter {
    #[inline]
    fn count_call(&self, _outcome: Outcome) {
        self.inc();
    }
}

impl CountsCalls for CounterSeries<'_> {
    #[inline]
    fn count_call(&self, _outcome: Outcome) {
        self.inc();
    }
}

impl<L: LabelSet + From<Outcome>> CountsCalls for Counter<L> {
    #[inline]
    fn count_call(&self, outcome: Outcome) {
        self.with(outcome.into()).inc();
    }
}

impl CountsCalls for WithExemplars<Counter> {
    #[inline]
    fn count_call(&self, _outcome: Outcome) {
        self.inc();
    }
}

impl<L: LabelSet + From<Outcome>> CountsCalls for WithExemplars<Counter<L>> {
    #[inline]
    fn count_call(&self, outcome: Outcome) {
        self.with(outcome.into()).inc();
    }
}

/// What `#[track_metrics(duration = …)]` can time in.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot time the calls of a function",
    label = "expected a `Histogram` of `Duration`, without labels or by `Outcome`: `Histogram<(), Duration>`",
    note = "an enum of your own is an outcome if it is a `Label` and implements `From<metrics_core::Outcome>`"
)]
pub trait TimesCalls {
    /// Times a call.
    fn time_call(&self, outcome: Outcome, nanoseconds: u64);
}

impl TimesCalls for Histogram<(), Duration> {
    #[inline]
    fn time_call(&self, _outcome: Outcome, nanoseconds: u64) {
        self.with(()).observe_nanoseconds(nanoseconds);
    }
}

impl TimesCalls for HistogramSeries<'_, Duration> {
    #[inline]
    fn time_call(&self, _outcome: Outcome, nanoseconds: u64) {
        self.observe_nanoseconds(nanoseconds);
    }
}

impl<L: LabelSet + From<Outcome>> TimesCalls for Histogram<L, Duration> {
    #[inline]
    fn time_call(&self, outcome: Outcome, nanoseconds: u64) {
        self.with(outcome.into()).observe_nanoseconds(nanoseconds);
    }
}

impl TimesCalls for WithExemplars<Histogram<(), Duration>> {
    #[inline]
    fn time_call(&self, _outcome: Outcome, nanoseconds: u64) {
        self.with(()).observe_nanoseconds(nanoseconds);
    }
}

impl<L: LabelSet + From<Outcome>> TimesCalls for WithExemplars<Histogram<L, Duration>> {
    #[inline]
    fn time_call(&self, outcome: Outcome, nanoseconds: u64) {
        self.with(outcome.into()).observe_nanoseconds(nanoseconds);
    }
}
