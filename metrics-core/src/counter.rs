//! Counters: what only ever grows.

use std::marker::PhantomData;
use std::time::Duration;

use crate::cells::{Add, AddFloat, Block, Cell};
use crate::label::{LabelSet, NoLabels, combinations};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::rejected;
use crate::schema::{Kind, MetricSchema, Spec};
use crate::value::Value;

/// Counts events, one series for each combination of labels. Exposed with the suffix `_total`.
///
/// `V` is what is counted: `u64` (the default), `f64`, or [`Duration`] for time spent, in seconds on the wire.
///
/// # Cost
///
/// An increment is a load, an add and a store in a cell that only this thread writes: no atomic read-modify-write, no
/// lock, no allocation once the thread has touched the metric. Each thread that does has 8 bytes for each series.
///
/// An allocator may count, too; what it would count while a first touch allocates is dropped.
///
/// # Values
///
/// An integer wraps around at 2^64 (a scraper takes that for a restart), and is exact in the text formats, also beyond
/// 2^53. An amount that is negative or not finite is ignored.
pub struct Counter<L: LabelSet = (), V: CounterValue = u64> {
    cells: Block,
    typed: PhantomData<fn(L) -> V>,
}

/// One series of a [`Counter`]: its labels are chosen.
#[must_use = "choosing the labels records nothing: call `inc` or `inc_by`"]
#[derive(Clone, Copy)]
pub struct CounterSeries<'a, V: CounterValue = u64> {
    cells: &'a Block,
    index: usize,
    typed: PhantomData<fn(V)>,
}

impl<L: LabelSet, V: CounterValue> Counter<L, V> {
    const SERIES: usize = combinations(L::LABELS);

    /// The series with these labels; costs nothing for labels that are constants.
    #[inline]
    pub fn with(&self, labels: L) -> CounterSeries<'_, V> {
        let index = labels.index();
        let (cells, index) = if index < Self::SERIES { (&self.cells, index) } else { (rejected::CELLS, 0) };
        CounterSeries { cells, index, typed: PhantomData }
    }
}

/// Without labels.
impl<L: LabelSet, V: CounterValue> Counter<L, V> {
    /// Adds 1.
    #[inline]
    pub fn inc(&self)
    where
        L: NoLabels,
        V: From<u8>,
    {
        self.with(L::NONE).inc();
    }

    /// Adds an amount; see the [values](Counter#values) that are ignored.
    #[inline]
    pub fn inc_by(&self, amount: V)
    where
        L: NoLabels,
    {
        self.with(L::NONE).inc_by(amount);
    }

    /// The current value.
    pub fn value(&self) -> V
    where
        L: NoLabels,
    {
        self.with(L::NONE).value()
    }
}

impl<V: CounterValue> CounterSeries<'_, V> {
    /// Adds 1.
    #[inline]
    pub fn inc(self)
    where
        V: From<u8>,
    {
        V::from(1).add_to(self.cells, self.index);
    }

    /// Adds an amount; see the [values](Counter#values) that are ignored.
    #[inline]
    pub fn inc_by(self, amount: V) {
        amount.add_to(self.cells, self.index);
    }

    /// The current value, summed over all threads.
    pub fn value(self) -> V {
        let mut sum = [0];
        self.cells.visit(self.index, 1, |_, run| V::sum(&mut sum, run));
        V::from_cell(sum[0])
    }
}

impl<L: LabelSet, V: CounterValue, S: Spec> Metric<S> for Counter<L, V> {
    const NEW: Self = Self { cells: Block::new(Self::SERIES), typed: PhantomData };
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Counter, V::NUMBER, L::LABELS);
}

impl<L: LabelSet, V: CounterValue> Source for Counter<L, V> {
    fn read(&self, reading: &mut Reading) {
        let sums = reading.cells_mut();
        self.cells.visit(0, sums.len(), |from, run| V::sum(&mut sums[from..], run));
    }
}

/// What a counter can count in.
#[diagnostic::on_unimplemented(
    message = "a counter cannot count in `{Self}`",
    label = "expected `u64`, `f64` or `Duration`"
)]
pub trait CounterValue: Value + Countable {}

#[diagnostic::do_not_recommend]
impl CounterValue for u64 {}
#[diagnostic::do_not_recommend]
impl CounterValue for f64 {}
#[diagnostic::do_not_recommend]
impl CounterValue for Duration {}

pub(crate) use sealed::Countable;

mod sealed {
    use super::{Add, AddFloat, Block, Cell, Duration, Value};

    #[allow(private_interfaces)] // nobody outside can name the trait, let alone call this
    pub trait Countable: Value {
        /// Whether a counter can have this value.
        fn can_be_a_count(self) -> bool {
            true
        }

        fn add_to(self, cells: &Block, offset: usize);

        /// Adds a run of cells up.
        fn sum(sums: &mut [u64], run: &[Cell]) {
            Cell::add_up(sums, run);
        }
    }

    #[allow(private_interfaces)]
    impl Countable for u64 {
        #[inline]
        fn add_to(self, cells: &Block, offset: usize) {
            cells.change(offset, Add(self));
        }
    }

    #[allow(private_interfaces)]
    impl Countable for f64 {
        fn can_be_a_count(self) -> bool {
            self >= 0.0 && self.is_finite()
        }

        #[inline]
        fn add_to(self, cells: &Block, offset: usize) {
            if self > 0.0 && self.is_finite() {
                cells.change(offset, AddFloat(self));
            }
        }

        fn sum(sums: &mut [u64], run: &[Cell]) {
            for (sum, cell) in sums.iter_mut().zip(run) {
                *sum = (Self::from_bits(*sum) + Self::from_bits(cell.read())).to_bits();
            }
        }
    }

    #[allow(private_interfaces)]
    impl Countable for Duration {
        #[inline]
        fn add_to(self, cells: &Block, offset: usize) {
            cells.change(offset, Add(self.to_cell()));
        }
    }
}
