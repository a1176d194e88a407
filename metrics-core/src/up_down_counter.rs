//! Up-down counters: what goes up and down by events.

use std::marker::PhantomData;

use crate::cells::{Add, Block, Cell, Publish};
use crate::label::{LabelSet, NoLabels, combinations};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::rejected;
use crate::schema::{Kind, MetricSchema, Number, Spec};

/// Counts what is there now: requests in flight, open connections, jobs in a queue. A gauge on the wire.
///
/// It has no `set`, which has no meaning for counts that threads keep apart; for that there is [`Gauge`](crate::Gauge).
///
/// # Cost
///
/// Like a [`Counter`](crate::Counter), up or down. Each thread that touches it has 16 bytes for each series.
///
/// # Values
///
/// Ups and downs are two counts of their own, and downs are read first: a scrape never sees a negative number, as long
/// as each `dec` comes after its `inc` ([`track`](Self::track) sees to that).
pub struct UpDownCounter<L: LabelSet = ()> {
    /// All downs, then all ups.
    cells: Block,
    typed: PhantomData<fn(L)>,
}

/// One series of an [`UpDownCounter`]: its labels are chosen.
#[must_use = "choosing the labels records nothing: call `track`, `inc` or `dec`"]
#[derive(Clone, Copy)]
pub struct UpDownCounterSeries<'a> {
    cells: &'a Block,
    down: usize,
    up: usize,
}

/// Counts as one as long as it lives.
#[must_use = "dropping this ends what it counts: bind it, `let _in_flight = …`"]
pub struct InFlight<'a>(UpDownCounterSeries<'a>);

impl<L: LabelSet> UpDownCounter<L> {
    const SERIES: usize = combinations(L::LABELS);

    /// The series with these labels; costs nothing for labels that are constants.
    #[inline]
    pub fn with(&self, labels: L) -> UpDownCounterSeries<'_> {
        let index = labels.index();
        if index < Self::SERIES {
            UpDownCounterSeries { cells: &self.cells, down: index, up: Self::SERIES + index }
        } else {
            UpDownCounterSeries { cells: rejected::CELLS, down: 0, up: 1 }
        }
    }
}

/// Without labels.
impl<L: LabelSet> UpDownCounter<L> {
    /// Counts one up now, and one down when the guard is dropped: on every way out, also by a panic.
    #[inline]
    pub fn track(&self) -> InFlight<'_>
    where
        L: NoLabels,
    {
        self.with(L::NONE).track()
    }

    /// Counts one up.
    #[inline]
    pub fn inc(&self)
    where
        L: NoLabels,
    {
        self.with(L::NONE).inc();
    }

    /// Counts one down.
    #[inline]
    pub fn dec(&self)
    where
        L: NoLabels,
    {
        self.with(L::NONE).dec();
    }

    /// Counts several up.
    #[inline]
    pub fn inc_by(&self, amount: u64)
    where
        L: NoLabels,
    {
        self.with(L::NONE).inc_by(amount);
    }

    /// Counts several down.
    #[inline]
    pub fn dec_by(&self, amount: u64)
    where
        L: NoLabels,
    {
        self.with(L::NONE).dec_by(amount);
    }

    /// The current number.
    pub fn value(&self) -> i64
    where
        L: NoLabels,
    {
        self.with(L::NONE).value()
    }
}

impl<'a> UpDownCounterSeries<'a> {
    /// Counts one up now, and one down when the guard is dropped: on every way out, also by a panic.
    #[inline]
    pub fn track(self) -> InFlight<'a> {
        self.inc();
        InFlight(self)
    }

    /// Counts one up.
    #[inline]
    pub fn inc(self) {
        self.inc_by(1);
    }

    /// Counts one down.
    #[inline]
    pub fn dec(self) {
        self.dec_by(1);
    }

    /// Counts several up.
    #[inline]
    pub fn inc_by(self, amount: u64) {
        self.cells.change(self.up, Add(amount));
    }

    /// Counts several down.
    #[inline]
    pub fn dec_by(self, amount: u64) {
        // Published: whoever reads this down also reads the up that came before it.
        self.cells.change(self.down, Publish(amount));
    }

    /// The current number, summed over all threads.
    pub fn value(self) -> i64 {
        let downs = self.cells.sum(self.down);
        self.cells.sum(self.up).wrapping_sub(downs) as i64
    }
}

impl Drop for InFlight<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl<L: LabelSet, S: Spec> Metric<S> for UpDownCounter<L> {
    const NEW: Self = Self { cells: Block::new(Self::SERIES.saturating_mul(2)), typed: PhantomData };
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Gauge, Number::I64, L::LABELS).adding_up();
}

impl<L: LabelSet> Source for UpDownCounter<L> {
    fn read(&self, reading: &mut Reading) {
        let values = reading.cells_mut();
        let change = |values: &mut [u64], run: &[Cell], by: fn(u64, u64) -> u64| {
            values.iter_mut().zip(run).for_each(|(value, cell)| *value = by(*value, cell.read()));
        };
        // All downs before any up; what went up since is seen as well, so the difference is never negative.
        self.cells.visit(0, Self::SERIES, |from, run| change(&mut values[from..], run, u64::wrapping_sub));
        self.cells.visit(Self::SERIES, Self::SERIES, |from, run| {
            change(&mut values[from..], run, u64::wrapping_add);
        });
        for index in 0..Self::SERIES {
            // What is back at zero was touched all the same.
            if reading.cells()[index] == 0 && self.cells.sum(Self::SERIES + index) == 0 {
                reading.untouched(index);
            }
        }
    }
}
