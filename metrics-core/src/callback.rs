//! Metrics that are read when they are scraped, from a function.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

use crate::counter::{Countable, CounterValue};
use crate::errand::{Errand, Failure, Turn};
use crate::gauge::GaugeValue;
use crate::label::LabelSet;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};
use crate::sync::{Arc, Mutex, OnceLock, lock};
use crate::value::Value;

/// A gauge whose value is asked for at each scrape. It cannot be set, so the two cannot disagree.
///
/// Until [`read_from`](Self::read_from) (or [`read_each`](Self::read_each)) is called, it is not exposed. A function
/// that panics costs its own metric for that scrape, nothing else, and is counted
/// ([`Registry::callback_failures`](crate::Registry::callback_failures)). It must not wait for another thread that scrapes:
/// the scrape that it is part of goes on only when it returns, unless the registry
/// [limits its time](crate::Registry::set_callback_limit).
pub struct GaugeFn<L: LabelSet = (), V: GaugeValue = f64>(Callback<L, V>);

/// A counter whose value is asked for at each scrape: for what something else counts already.
///
/// The function must never return less than it did before; what is negative or not finite is left out. Otherwise like
/// [`GaugeFn`].
pub struct CounterFn<L: LabelSet = (), V: CounterValue = u64>(Callback<L, V>);

/// The function, once there is one.
struct Callback<L, V> {
    function: Mutex<Option<Arc<Function<L, V>>>>,
    /// Of the calls that have a limit.
    turn: OnceLock<Arc<Turn>>,
}

type Function<L, V> = dyn Fn(L) -> V + Send + Sync;

macro_rules! callback_metric {
    ($metric:ident, $value:ident, $kind:ident, $accepts:expr) => {
        impl<V: $value> $metric<(), V> {
            /// Asks this function from now on. It runs during the scrape: it should return at once.
            pub fn read_from(&self, function: impl Fn() -> V + Send + Sync + 'static) {
                self.0.replace(move |()| function());
            }
        }

        impl<L: LabelSet, V: $value> $metric<L, V> {
            /// Asks this function from now on, once for each combination of labels.
            pub fn read_each(&self, function: impl Fn(L) -> V + Send + Sync + 'static) {
                self.0.replace(function);
            }
        }

        impl<L: LabelSet, V: $value, S: Spec> Metric<S> for $metric<L, V> {
            const NEW: Self = Self(Callback { function: Mutex::new(None), turn: OnceLock::new() });
            const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::$kind, V::NUMBER, L::LABELS);
        }

        impl<L: LabelSet, V: $value> Source for $metric<L, V> {
            fn read(&self, reading: &mut Reading) {
                self.0.read(reading, $accepts);
            }
        }
    };
}

callback_metric!(GaugeFn, GaugeValue, Gauge, |_| true);
callback_metric!(CounterFn, CounterValue, Counter, Countable::can_be_a_count);

impl<L: LabelSet, V: Value> Callback<L, V> {
    fn replace(&self, function: impl Fn(L) -> V + Send + Sync + 'static) {
        let old = lock(&self.function).replace(Arc::new(function));
        // Not under the lock: what the old function held may well scrape when it is dropped.
        drop(old);
    }

    fn read(&self, reading: &mut Reading, accepts: fn(V) -> bool) {
        // Not called under the lock: it may well replace itself.
        let Some(function) = lock(&self.function).clone() else {
            leave_out_all(reading);
            return;
        };
        let count = reading.cells().len();
        let Some(limit) = reading.limit() else {
            (0..count).for_each(|index| note(reading, index, answer(&*function, index), accepts));
            return;
        };
        let ask = move || (0..count).map(|index| answer(&*function, index)).collect::<Vec<_>>();
        match self.within(limit, ask) {
            Ok(answers) => {
                answers
                    .into_iter()
                    .enumerate()
                    .for_each(|(index, value)| note(reading, index, value, accepts));
            }
            Err(failure) => {
                leave_out_all(reading);
                reading.fail(failure);
            }
        }
    }

    /// Does the work on another thread.
    fn within<T: Send + 'static>(
        &self,
        limit: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = self.turn.get_or_init(Arc::default);
        turn.begin(limit, work).and_then(Errand::wait)?.answer.map_err(|_| Failure::Panic)
    }
}

/// Takes an answer down, or that there is none.
fn note<V: Value>(
    reading: &mut Reading,
    index: usize,
    answer: Result<Option<V>, Failure>,
    accepts: fn(V) -> bool,
) {
    match answer {
        Ok(Some(value)) if accepts(value) => reading.cells_mut()[index] = value.to_cell(),
        Ok(_) => reading.leave_out(index),
        Err(failure) => {
            reading.leave_out(index);
            reading.fail(failure);
        }
    }
}

fn leave_out_all(reading: &mut Reading) {
    (0..reading.cells().len()).for_each(|index| reading.leave_out(index));
}

thread_local! {
    static CALLING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is in a callback.
pub(crate) fn is_calling() -> bool {
    CALLING.get()
}

/// What a callback says for one label combination; `None` if there is no such combination (yet).
///
/// A callback that scrapes, and so asks callbacks again, gets no answer from them: it would go on for ever.
fn answer<L: LabelSet, V: Value>(function: &Function<L, V>, index: usize) -> Result<Option<V>, Failure> {
    let Some(labels) = L::from_index(index) else { return Ok(None) };
    if CALLING.replace(true) {
        return Ok(None);
    }
    // Nothing of ours is half-changed by a panic here, and what the function leaves behind is its own.
    let value = catch_unwind(AssertUnwindSafe(|| function(labels)));
    CALLING.set(false);
    value.map(Some).map_err(|_| Failure::Panic)
}
