//! Metrics that are read when they are scraped, from a function.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use crate::counter::{Countable, CounterValue};
use crate::gauge::GaugeValue;
use crate::label::LabelSet;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};
use crate::sync::{Mutex, lock};
use crate::value::Value;

/// A gauge whose value is asked for at each scrape. It cannot be set, so the two cannot disagree.
///
/// Until [`read_from`](Self::read_from) (or [`read_each`](Self::read_each)) is called, it is not exposed. A function
/// that panics costs its own metric for that scrape, nothing else. It must not wait for another thread that scrapes: the
/// scrape that it is part of goes on only when it returns.
pub struct GaugeFn<L: LabelSet = (), V: GaugeValue = f64>(Callback<L, V>);

/// A counter whose value is asked for at each scrape: for what something else counts already.
///
/// The function must never return less than it did before; what is negative or not finite is left out. Otherwise like
/// [`GaugeFn`].
pub struct CounterFn<L: LabelSet = (), V: CounterValue = u64>(Callback<L, V>);

/// The function, once there is one.
struct Callback<L, V>(Mutex<Option<Arc<Function<L, V>>>>);

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
            const NEW: Self = Self(Callback(Mutex::new(None)));
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
        let old = lock(&self.0).replace(Arc::new(function));
        // Not under the lock: what the old function held may well scrape when it is dropped.
        drop(old);
    }

    fn read(&self, reading: &mut Reading, accepts: fn(V) -> bool) {
        // Not called under the lock: it may well replace itself.
        let function = lock(&self.0).clone();
        for index in 0..reading.cells().len() {
            let value = function
                .as_ref()
                .zip(L::from_index(index))
                .and_then(|(function, labels)| call(|| function(labels)));
            match value {
                Some(value) if accepts(value) => reading.cells_mut()[index] = value.to_cell(),
                _ => reading.leave_out(index),
            }
        }
    }
}

thread_local! {
    static CALLING: Cell<bool> = const { Cell::new(false) };
}

/// The value of a callback, unless it panics. A callback that scrapes, and so asks callbacks again, gets no answer
/// from them: it would go on for ever.
fn call<V>(function: impl FnOnce() -> V) -> Option<V> {
    if CALLING.replace(true) {
        return None;
    }
    // Nothing of ours is half-changed by a panic here, and what the function leaves behind is its own.
    let value = catch_unwind(AssertUnwindSafe(function));
    CALLING.set(false);
    value.ok()
}
