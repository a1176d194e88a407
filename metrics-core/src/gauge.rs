//! Gauges: what is set.

use std::marker::PhantomData;
use std::time::SystemTime;

use crate::label::{LabelSet, NoLabels, combinations};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};
use crate::sync::{AtomicBool, AtomicF64, OnceLock, Ordering};
use crate::value::Value;

/// A value that is set: a temperature, a queue's depth, the time of the last success.
///
/// `V` is `f64` (the default), `i64` or `u64`. What goes up and down by events (requests in flight, open connections) is an
/// [`UpDownCounter`](crate::UpDownCounter), which does not contend.
///
/// # Cost
///
/// One atomic cell for each series, shared by all threads: `set` has no meaning for a value that threads keep apart. The
/// cells are allocated at the first use, so an allocator must not set a gauge before somebody else has.
///
/// # Values
///
/// Whatever the type holds, `NaN` and infinities included; the last `set` wins.
pub struct Gauge<L: LabelSet = (), V: GaugeValue = f64> {
    cells: OnceLock<Box<[GaugeCell]>>,
    typed: PhantomData<fn(L) -> V>,
}

/// One series of a [`Gauge`]: its labels are chosen.
#[must_use = "choosing the labels records nothing: call `set` or `add`"]
#[derive(Clone, Copy)]
pub struct GaugeSeries<'a, V: GaugeValue = f64> {
    /// None for a label that is out of range.
    cell: Option<&'a GaugeCell>,
    typed: PhantomData<fn(V)>,
}

#[derive(Default)]
struct GaugeCell {
    /// The bits are as [`Value::to_cell`] makes them: of a float, or of an integer.
    value: AtomicF64,
    touched: AtomicBool,
}

impl<L: LabelSet, V: GaugeValue> Gauge<L, V> {
    /// The series with these labels.
    #[inline]
    pub fn with(&self, labels: L) -> GaugeSeries<'_, V> {
        GaugeSeries { cell: self.cells.get_or_init(Self::cells).get(labels.index()), typed: PhantomData }
    }

    #[cold]
    fn cells() -> Box<[GaugeCell]> {
        (0..combinations(L::LABELS)).map(|_| GaugeCell::default()).collect()
    }
}

/// Without labels.
impl<L: LabelSet, V: GaugeValue> Gauge<L, V> {
    /// Sets the value.
    #[inline]
    pub fn set(&self, value: V)
    where
        L: NoLabels,
    {
        self.with(L::NONE).set(value);
    }

    /// Adds to the value.
    #[inline]
    pub fn add(&self, amount: V)
    where
        L: NoLabels,
    {
        self.with(L::NONE).add(amount);
    }

    /// Takes away from the value. An integer wraps around.
    #[inline]
    pub fn sub(&self, amount: V)
    where
        L: NoLabels,
    {
        self.with(L::NONE).sub(amount);
    }

    /// The current value.
    pub fn value(&self) -> V
    where
        L: NoLabels,
    {
        self.with(L::NONE).value()
    }
}

/// Without labels.
impl<L: LabelSet> Gauge<L> {
    /// Sets the value to the current time, in seconds since 1970: export *when* something happened, not how long ago.
    pub fn set_to_current_time(&self)
    where
        L: NoLabels,
    {
        self.with(L::NONE).set_to_current_time();
    }
}

impl<V: GaugeValue> GaugeSeries<'_, V> {
    /// Sets the value.
    #[inline]
    pub fn set(self, value: V) {
        if let Some(cell) = self.cell {
            cell.value.as_atomic_bits().store(value.to_cell(), Ordering::Relaxed);
            cell.touch();
        }
    }

    /// Adds to the value. One atomic read-modify-write, which a float has to repeat when another thread was faster.
    #[inline]
    pub fn add(self, amount: V) {
        if let Some(cell) = self.cell {
            amount.add_to(&cell.value);
            cell.touch();
        }
    }

    /// Takes away from the value. An integer wraps around.
    #[inline]
    pub fn sub(self, amount: V) {
        self.add(amount.negated());
    }

    /// The current value.
    pub fn value(self) -> V {
        self.cell
            .map_or_else(V::default, |cell| V::from_cell(cell.value.as_atomic_bits().load(Ordering::Relaxed)))
    }
}

impl GaugeSeries<'_> {
    /// Sets the value to the current time, in seconds since 1970: export *when* something happened, not how long ago.
    pub fn set_to_current_time(self) {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        self.set(since.map_or(0.0, |time| time.as_secs_f64()));
    }
}

impl GaugeCell {
    #[inline]
    fn touch(&self) {
        // The load first keeps the cache line shared in the usual case.
        if !self.touched.load(Ordering::Relaxed) {
            // Release: whoever sees that it was touched sees what it was set to.
            self.touched.store(true, Ordering::Release);
        }
    }
}

impl<L: LabelSet, V: GaugeValue, S: Spec> Metric<S> for Gauge<L, V> {
    const NEW: Self = Self { cells: OnceLock::new(), typed: PhantomData };
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Gauge, V::NUMBER, L::LABELS);
}

impl<L: LabelSet, V: GaugeValue> Source for Gauge<L, V> {
    fn read(&self, reading: &mut Reading) {
        for (index, cell) in self.cells.get_or_init(Self::cells).iter().enumerate() {
            // Acquire, and first: pairs with the Release in `touch`.
            if !cell.touched.load(Ordering::Acquire) {
                reading.untouched(index);
            }
            reading.cells_mut()[index] = cell.value.as_atomic_bits().load(Ordering::Relaxed);
        }
    }
}

/// What a gauge can hold.
#[diagnostic::on_unimplemented(
    message = "a gauge cannot hold `{Self}`",
    label = "expected `f64`, `i64` or `u64`"
)]
pub trait GaugeValue: Value + sealed::Settable {}

#[diagnostic::do_not_recommend]
impl GaugeValue for f64 {}
#[diagnostic::do_not_recommend]
impl GaugeValue for i64 {}

#[diagnostic::do_not_recommend]
impl GaugeValue for u64 {}

mod sealed {
    use super::{AtomicF64, Ordering, Value};

    /// `Relaxed` throughout: a gauge's value publishes no other memory.
    pub trait Settable: Value + Default {
        fn add_to(self, cell: &AtomicF64);

        /// What takes this much away when it is added.
        fn negated(self) -> Self;
    }

    impl Settable for f64 {
        #[inline]
        fn negated(self) -> Self {
            -self
        }

        #[inline]
        fn add_to(self, cell: &AtomicF64) {
            cell.fetch_add(self, Ordering::Relaxed);
        }
    }

    impl Settable for i64 {
        #[inline]
        fn negated(self) -> Self {
            self.wrapping_neg()
        }

        #[inline]
        fn add_to(self, cell: &AtomicF64) {
            self.to_cell().add_to(cell);
        }
    }

    impl Settable for u64 {
        #[inline]
        fn negated(self) -> Self {
            self.wrapping_neg()
        }

        #[inline]
        fn add_to(self, cell: &AtomicF64) {
            cell.as_atomic_bits().fetch_add(self, Ordering::Relaxed);
        }
    }
}
