//! Histograms with exemplars.

use std::time::Duration;

use super::{ExemplarLabels, SeriesWithExemplars, TimerWithExemplar, WithExemplars, source};
use crate::histogram::{Histogram, HistogramSeries, HistogramSnapshot, HistogramValue};
use crate::label::{LabelSet, NoLabels};

impl<L: LabelSet, V: HistogramValue> WithExemplars<Histogram<L, V>> {
    /// The series with these labels.
    #[inline]
    pub fn with(&self, labels: L) -> SeriesWithExemplars<'_, HistogramSeries<'_, V>> {
        self.series(labels, self.metric.with(labels))
    }
}

/// Without labels.
impl<L: LabelSet + NoLabels, V: HistogramValue> WithExemplars<Histogram<L, V>> {
    /// Records a value; see the [table](Histogram#values) for the odd ones.
    #[inline]
    pub fn observe(&self, value: V) {
        self.with(L::NONE).observe(value);
    }

    /// Records a value and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn observe_with_exemplar(&self, value: V, labels: impl Into<ExemplarLabels>) {
        self.with(L::NONE).observe_with_exemplar(value, labels);
    }

    /// What was recorded so far.
    pub fn snapshot(&self) -> HistogramSnapshot {
        self.with(L::NONE).snapshot()
    }
}

/// Without labels.
impl<L: LabelSet + NoLabels> WithExemplars<Histogram<L, Duration>> {
    /// Starts a timer that records when it is dropped.
    #[inline]
    pub fn start_timer(&self) -> TimerWithExemplar<'_> {
        self.with(L::NONE).start_timer()
    }

    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(&self, work: impl FnOnce() -> R) -> R {
        self.with(L::NONE).time(work)
    }
}

impl<V: HistogramValue> SeriesWithExemplars<'_, HistogramSeries<'_, V>> {
    /// Records a value; see the [table](Histogram#values) for the odd ones.
    #[inline]
    pub fn observe(self, value: V) {
        self.series.observe(value);
        if source::is_set() {
            self.remember_current(value);
        }
    }

    /// Records a value and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn observe_with_exemplar(self, value: V, labels: impl Into<ExemplarLabels>) {
        self.series.observe(value);
        if let Some((bucket, value)) = self.series.bucket(value) {
            self.slots.remember(self.first.saturating_add(bucket), value, &labels.into());
        }
    }

    /// What was recorded so far, summed over all threads.
    pub fn snapshot(self) -> HistogramSnapshot {
        self.series.snapshot()
    }

    #[inline(never)]
    fn remember_current(self, value: V) {
        if let Some((bucket, value)) = self.series.bucket(value) {
            self.slots.remember_current(self.first.saturating_add(bucket), value);
        }
    }
}

impl<'a> SeriesWithExemplars<'a, HistogramSeries<'a, Duration>> {
    /// Records a duration.
    #[inline]
    pub(crate) fn observe_nanoseconds(self, nanoseconds: u64) {
        self.series.observe_nanoseconds(nanoseconds);
        if source::is_set() {
            self.remember_current(Duration::from_nanos(nanoseconds));
        }
    }

    /// Starts a timer that records when it is dropped.
    #[inline]
    pub fn start_timer(self) -> TimerWithExemplar<'a> {
        TimerWithExemplar::start(self)
    }

    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(self, work: impl FnOnce() -> R) -> R {
        let _timer = self.start_timer();
        work()
    }
}
