//! State sets: which of its states something is in.

use std::marker::PhantomData;

use crate::label::{Label, LabelSet};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Number, Spec};
use crate::sync::{AtomicUsize, Ordering};

/// Which of its states something is in: one series for each, the current one 1 and the others 0. It begins with the
/// first state.
///
/// The label is named like the metric, as OpenMetrics wants it. In the text format 0.0.4 it is a gauge.
pub struct StateSet<E: Label> {
    state: AtomicUsize,
    typed: PhantomData<fn(E)>,
}

impl<E: Label> StateSet<E> {
    /// Changes to this state. One atomic store.
    #[inline]
    pub fn set(&self, state: E) {
        let index = Label::index(state);
        // A hand-written label can say any index; one of the states is always the current one.
        if index < E::VALUES.len() {
            // Relaxed: the state publishes no other memory.
            self.state.store(index, Ordering::Relaxed);
        }
    }

    /// The current state.
    pub fn value(&self) -> Option<E> {
        Label::from_index(self.state.load(Ordering::Relaxed))
    }
}

impl<E: Label, S: Spec> Metric<S> for StateSet<E> {
    const NEW: Self = Self { state: AtomicUsize::new(0), typed: PhantomData };
    const SCHEMA: MetricSchema =
        MetricSchema::new(&S::SPEC, Kind::StateSet, Number::U64, <E as LabelSet>::LABELS);
}

impl<E: Label> Source for StateSet<E> {
    fn read(&self, reading: &mut Reading) {
        if let Some(current) = reading.cells_mut().get_mut(self.state.load(Ordering::Relaxed)) {
            *current = 1;
        }
    }
}
