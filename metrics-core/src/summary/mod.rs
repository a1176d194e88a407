//! Summaries: observations, counted and summed up.

mod quantiles;
#[cfg(feature = "quantiles")]
mod window;

use std::marker::PhantomData;
use std::time::Duration;

use crate::clock::Moment;
use crate::histogram::{HistogramValue, Observable, Recorder};
use crate::label::{LabelSet, NoLabels, combinations};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};
use quantiles::Quantiles;

/// Counts observations and sums them up: the cheapest way to an average, in two series.
///
/// `V` is what is observed: `f64` (the default), `u64`, or [`Duration`], which is in seconds on the wire and summed in
/// integer nanoseconds. Sums and counts can be added up over instances of a service. For the shape of a distribution take
/// a [`Histogram`](crate::Histogram): its quantiles can be had for any time and any number of instances.
///
/// ```
/// use metrics_core::{Metrics, Summary};
///
/// #[derive(Metrics)]
/// struct Replies {
///     /// Size of the replies.
///     #[metric(unit = "bytes")]
///     size: Summary,
/// }
///
/// let replies = Replies::new();
/// replies.size.observe(512.0);
/// let read = replies.size.snapshot();
/// assert_eq!((read.count, read.sum), (1, 512.0));
/// ```
///
/// # Quantiles
///
/// With the feature `quantiles` and `#[metric(quantiles = [0.5, 0.9, 0.99], window = "10m")]`, each quantile of the recent
/// observations is a series more. It is within 1 % of an observation that has exactly that rank, for observations from
/// 10⁻⁹ on whose smallest and greatest differ by less than a factor of 10¹⁷ (beyond, the smallest ones are taken for
/// greater ones). Recent are those of the last 80 to 100 % of the window, which is ten minutes if nothing is said. With
/// none, a quantile is `NaN`. Quantiles of several instances cannot be put together to one of all.
///
/// # Cost
///
/// Two cells that only this thread writes. With quantiles, also the clock and a sketch behind a lock that is only tried: a
/// series has four, and where other threads hold all of them, the observation is missing in the quantiles (not in sum and
/// count). A sketch takes some kilobytes, more for values that are far apart, and five of them are a window.
///
/// # Values
///
/// | observed | count | sum | quantiles |
/// |---|---|---|---|
/// | `NaN` | ignored | ignored | ignored |
/// | `+Inf` | counted | unchanged | as the greatest float |
/// | negative | counted | unchanged: it never falls | as 0 |
pub struct Summary<L: LabelSet = (), V: HistogramValue = f64> {
    /// For each series: the sum, then the count, which is written before the sum and read after it.
    recorder: Recorder,
    quantiles: Quantiles,
    typed: PhantomData<fn(L, V)>,
}

/// One series of a [`Summary`]: its labels are chosen.
#[must_use = "choosing the labels records nothing: call `observe`"]
#[derive(Clone, Copy)]
pub struct SummarySeries<'a, V: HistogramValue = f64> {
    recorder: &'a Recorder,
    /// The offset of the series' first cell.
    offset: usize,
    quantiles: &'a Quantiles,
    /// Beyond all series for labels that are out of range.
    index: usize,
    typed: PhantomData<fn(V)>,
}

/// What a summary's series held when it was read.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SummarySnapshot {
    /// The number of observations.
    pub count: u64,
    /// Their sum.
    pub sum: f64,
    /// Each quantile that the metric has, and its value; `NaN` if nothing was observed in the window.
    pub quantiles: Vec<(f64, f64)>,
}

/// The sum and the count.
const CELLS: usize = 2;

impl<L: LabelSet, V: HistogramValue> Summary<L, V> {
    const SERIES: usize = combinations(L::LABELS);

    /// The series with these labels; costs nothing for labels that are constants.
    #[inline]
    pub fn with(&self, labels: L) -> SummarySeries<'_, V> {
        let index = labels.index();
        let (recorder, offset) =
            if index < Self::SERIES { (&self.recorder, index * CELLS) } else { (Recorder::REJECTED, 0) };
        SummarySeries { recorder, offset, quantiles: &self.quantiles, index, typed: PhantomData }
    }
}

/// Without labels.
impl<L: LabelSet + NoLabels, V: HistogramValue> Summary<L, V> {
    /// Records a value; see the [table](Summary#values) for the odd ones.
    #[inline]
    pub fn observe(&self, value: V) {
        self.with(L::NONE).observe(value);
    }

    /// What was recorded so far.
    pub fn snapshot(&self) -> SummarySnapshot {
        self.with(L::NONE).snapshot()
    }
}

/// Without labels.
impl<L: LabelSet + NoLabels> Summary<L, Duration> {
    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(&self, work: impl FnOnce() -> R) -> R {
        self.with(L::NONE).time(work)
    }
}

impl<V: HistogramValue> SummarySeries<'_, V> {
    /// Records a value; see the [table](Summary#values) for the odd ones.
    #[inline]
    pub fn observe(self, value: V) {
        Observable::observe(value, self.recorder, self.offset);
        self.quantiles.observe(self.index, V::NUMBER.to_f64(value.to_cell()));
    }

    /// What was recorded so far, summed over all threads.
    pub fn snapshot(self) -> SummarySnapshot {
        let mut sum_and_count = [0; CELLS];
        self.read(&mut sum_and_count);
        let mut values = vec![0; self.quantiles.list().len()];
        self.quantiles.read(self.index, &mut values);
        let values = values.into_iter().map(f64::from_bits);
        SummarySnapshot {
            count: sum_and_count[1],
            sum: V::NUMBER.to_f64(sum_and_count[0]),
            quantiles: self.quantiles.list().iter().copied().zip(values).collect(),
        }
    }

    fn read(self, sum_and_count: &mut [u64]) {
        self.recorder.cells.visit(self.offset, CELLS, |from, run| V::sum(sum_and_count, from, run, CELLS));
    }
}

impl SummarySeries<'_, Duration> {
    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(self, work: impl FnOnce() -> R) -> R {
        let _timing = Timing { series: self, start: Moment::now() };
        work()
    }
}

/// Records when it is dropped.
struct Timing<'a> {
    series: SummarySeries<'a, Duration>,
    start: Moment,
}

impl Drop for Timing<'_> {
    fn drop(&mut self) {
        self.series.observe(self.start.elapsed());
    }
}

impl<L: LabelSet, V: HistogramValue, S: Spec> Metric<S> for Summary<L, V> {
    const NEW: Self = Self {
        recorder: Recorder::without_bounds(Self::SERIES),
        quantiles: Quantiles::new(&S::SPEC, Self::SERIES),
        typed: PhantomData,
    };
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Summary, V::NUMBER, L::LABELS);
}

impl<L: LabelSet, V: HistogramValue> Source for Summary<L, V> {
    fn read(&self, reading: &mut Reading) {
        let stride = CELLS + self.quantiles.list().len();
        for (index, row) in reading.cells_mut().chunks_exact_mut(stride).enumerate() {
            let series = SummarySeries::<V> {
                recorder: &self.recorder,
                offset: index * CELLS,
                quantiles: &self.quantiles,
                index,
                typed: PhantomData,
            };
            let (sum_and_count, quantiles) = row.split_at_mut(CELLS);
            series.read(sum_and_count);
            self.quantiles.read(index, quantiles);
        }
    }
}

#[cfg(test)]
mod tests;
