//! Counters with exemplars.

use super::{ExemplarLabels, SeriesWithExemplars, WithExemplars, source};
use crate::counter::{Counter, CounterSeries, CounterValue};
use crate::label::{LabelSet, NoLabels};

impl<L: LabelSet, V: CounterValue> WithExemplars<Counter<L, V>> {
    /// The series with these labels.
    #[inline]
    pub fn with(&self, labels: L) -> SeriesWithExemplars<'_, CounterSeries<'_, V>> {
        self.series(labels, self.metric.with(labels))
    }
}

/// Without labels.
impl<L: LabelSet + NoLabels, V: CounterValue> WithExemplars<Counter<L, V>> {
    /// Adds 1.
    #[inline]
    pub fn inc(&self)
    where
        V: From<u8>,
    {
        self.with(L::NONE).inc();
    }

    /// Adds an amount; see the [values](Counter#values) that are ignored.
    #[inline]
    pub fn inc_by(&self, amount: V) {
        self.with(L::NONE).inc_by(amount);
    }

    /// Adds 1 and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn inc_with_exemplar(&self, labels: impl Into<ExemplarLabels>)
    where
        V: From<u8>,
    {
        self.with(L::NONE).inc_with_exemplar(labels);
    }

    /// Adds an amount and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn inc_by_with_exemplar(&self, amount: V, labels: impl Into<ExemplarLabels>) {
        self.with(L::NONE).inc_by_with_exemplar(amount, labels);
    }

    /// The current value.
    pub fn value(&self) -> V {
        self.with(L::NONE).value()
    }
}

impl<V: CounterValue> SeriesWithExemplars<'_, CounterSeries<'_, V>> {
    /// Adds 1.
    #[inline]
    pub fn inc(self)
    where
        V: From<u8>,
    {
        self.inc_by(V::from(1));
    }

    /// Adds an amount; see the [values](Counter#values) that are ignored.
    #[inline]
    pub fn inc_by(self, amount: V) {
        self.series.inc_by(amount);
        if source::is_set() {
            self.remember_current(amount);
        }
    }

    /// Adds 1 and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn inc_with_exemplar(self, labels: impl Into<ExemplarLabels>)
    where
        V: From<u8>,
    {
        self.inc_by_with_exemplar(V::from(1), labels);
    }

    /// Adds an amount and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn inc_by_with_exemplar(self, amount: V, labels: impl Into<ExemplarLabels>) {
        self.series.inc_by(amount);
        if let Some(value) = added(amount) {
            self.slots.remember(self.first, value, &labels.into());
        }
    }

    /// The current value, summed over all threads.
    pub fn value(self) -> V {
        self.series.value()
    }

    #[inline(never)]
    fn remember_current(self, amount: V) {
        if let Some(value) = added(amount) {
            self.slots.remember_current(self.first, value);
        }
    }
}

/// What an amount adds to a counter, if anything.
fn added<V: CounterValue>(amount: V) -> Option<f64> {
    let value = V::NUMBER.to_f64(amount.to_cell());
    (value > 0.0 && value.is_finite()).then_some(value)
}
