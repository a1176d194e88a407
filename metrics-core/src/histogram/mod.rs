//! Histograms: observations, counted in buckets.

mod by_bits;
mod finder;
mod native;
mod recorder;
mod snapshot;
#[cfg(test)]
mod tests;
mod timer;
mod value;

use std::marker::PhantomData;
use std::time::Duration;

use crate::buckets::DEFAULT;
use crate::cells::Block;
use crate::label::{LabelSet, NoLabels, combinations};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{FieldSpec, Kind, MetricSchema, Spec};

pub(crate) use by_bits::ByBits;
use finder::Finder;
pub(crate) use recorder::Recorder;

pub(crate) use native::{Layout, NativeReading, base};
pub use native::{NativeBucket, NativeBuckets, NativeSnapshot};
pub use snapshot::HistogramSnapshot;
pub use timer::Timer;
pub use value::HistogramValue;
pub(crate) use value::sealed::Observable;

/// Counts observations in buckets, and sums them up.
///
/// `V` is what is observed: `f64` (the default), `u64`, or [`Duration`], which is in seconds on the wire and summed in
/// integer nanoseconds.
///
/// # Cost
///
/// Two cells that only this thread writes: the bucket's and the sum's. The bucket is found without a search, by the
/// leading bits of the value and, for usual bounds, one comparison. Each thread that touches a series has
/// 8 × (bounds + 2) bytes for it.
///
/// # Values
///
/// | observed | bucket | sum |
/// |---|---|---|
/// | `NaN` | ignored | ignored |
/// | `+Inf` | the last one, which ends at `+Inf` | unchanged |
/// | negative, all bounds at or above 0 | the first | unchanged: the sum of such a histogram never falls |
/// | negative, with bounds below 0 | its own | added |
/// | a `u64` above 2^53, a `Duration` above 2^53 ns (104 days) | that of the nearest float | exact |
/// | a `Duration` above 292 years | that of 292 years | at most 2^64 - 1 ns added; the sum wraps around at 2^64 ns |
/// | floats that are too many and too great | their own | overflows to `+Inf`, and stays there |
///
/// The count is never stored: it is the sum of the buckets of the same read, so it always equals the last cumulative
/// bucket. The sum may lag behind the buckets by what is recorded while the two are read.
///
/// # Native histograms
///
/// `#[metric(native)]` counts in exponential buckets, `#[metric(buckets = …, native)]` in both: see
/// [`NativeSpec`](crate::schema::NativeSpec) for the keys, and `docs/exporters.md` in the repository for what servers
/// make of it. Recording changes one cell more if there are both. The table above holds for them, except that an
/// infinite value has an exponential bucket of its own, that a negative one has, too, and is added to the sum, and that
/// what is near zero counts as zero.
pub struct Histogram<L: LabelSet = (), V: HistogramValue = f64> {
    recorder: Recorder,
    typed: PhantomData<fn(L, V)>,
}

/// One series of a [`Histogram`]: its labels are chosen.
#[must_use = "choosing the labels records nothing: call `observe` or `start_timer`"]
#[derive(Clone, Copy)]
pub struct HistogramSeries<'a, V: HistogramValue = f64> {
    recorder: &'a Recorder,
    /// The offset of the series' first cell.
    offset: usize,
    typed: PhantomData<fn(V)>,
}

impl<L: LabelSet, V: HistogramValue> Histogram<L, V> {
    const SERIES: usize = combinations(L::LABELS);

    /// The bounds of a field's buckets, in the unit in which values are compared.
    pub(crate) const fn scaled_bounds<S: Spec>() -> &'static [f64] {
        Bounds::<L, V, S>::FINDER.bounds()
    }

    /// The series with these labels; costs nothing for labels that are constants.
    #[inline]
    pub fn with(&self, labels: L) -> HistogramSeries<'_, V> {
        let index = labels.index();
        let (recorder, offset) = if index < Self::SERIES {
            (&self.recorder, index * self.recorder.finder.stride())
        } else {
            (Recorder::REJECTED, 0)
        };
        HistogramSeries { recorder, offset, typed: PhantomData }
    }
}

/// Without labels.
impl<L: LabelSet, V: HistogramValue> Histogram<L, V> {
    /// Records a value; see the [table](Histogram#values) for the odd ones.
    #[inline]
    pub fn observe(&self, value: V)
    where
        L: NoLabels,
    {
        self.with(L::NONE).observe(value);
    }

    /// What was recorded so far.
    pub fn snapshot(&self) -> HistogramSnapshot
    where
        L: NoLabels,
    {
        self.with(L::NONE).snapshot()
    }
}

/// Without labels.
impl<L: LabelSet> Histogram<L, Duration> {
    /// Starts a timer that records when it is dropped.
    #[inline]
    pub fn start_timer(&self) -> Timer<'_>
    where
        L: NoLabels,
    {
        self.with(L::NONE).start_timer()
    }

    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(&self, work: impl FnOnce() -> R) -> R
    where
        L: NoLabels,
    {
        self.with(L::NONE).time(work)
    }
}

impl<V: HistogramValue> HistogramSeries<'_, V> {
    /// Records a value; see the [table](Histogram#values) for the odd ones.
    #[inline]
    pub fn observe(self, value: V) {
        value.observe(self.recorder, self.offset);
    }

    /// The number of the bucket that a value falls into, and the value as it is exposed; `None` if it is ignored.
    pub(crate) fn bucket(self, value: V) -> Option<(usize, f64)> {
        let position = value.position();
        let exposed = V::NUMBER.to_f64(value.to_cell());
        (!position.is_nan()).then(|| (self.recorder.finder.bucket_of(position), exposed))
    }

    /// What was recorded so far, summed over all threads.
    pub fn snapshot(self) -> HistogramSnapshot {
        let Recorder { cells, finder } = self.recorder;
        if let Some(native) = finder.native() {
            return native::snapshot::<V>(native, finder, cells, self.offset);
        }
        let stride = finder.cells();
        let mut sums = vec![0; stride];
        cells.visit(self.offset, stride, |from, run| V::sum(&mut sums, from, run, stride));
        HistogramSnapshot::new::<V>(finder.exposed_bounds(), &sums)
    }
}

impl<'a> HistogramSeries<'a, Duration> {
    /// Records a duration.
    #[inline]
    pub(crate) fn observe_nanoseconds(self, nanoseconds: u64) {
        nanoseconds.observe(self.recorder, self.offset);
    }

    /// Starts a timer that records when it is dropped.
    #[inline]
    pub fn start_timer(self) -> Timer<'a> {
        Timer::start(self)
    }

    /// Runs a function and records how long it took, also when it panics.
    pub fn time<R>(self, work: impl FnOnce() -> R) -> R {
        let _timer = self.start_timer();
        work()
    }
}

impl<L: LabelSet, V: HistogramValue, S: Spec> Metric<S> for Histogram<L, V> {
    const NEW: Self = Self {
        recorder: Recorder {
            cells: Block::new(Bounds::<L, V, S>::SCHEMA.stored_cells()),
            finder: Bounds::<L, V, S>::FINDER,
        },
        typed: PhantomData,
    };
    const SCHEMA: MetricSchema = Bounds::<L, V, S>::SCHEMA;
}

impl<L: LabelSet, V: HistogramValue> Source for Histogram<L, V> {
    fn read(&self, reading: &mut Reading) {
        let Recorder { cells, finder } = &self.recorder;
        if let Some(layout) = finder.native() {
            return native::read::<V>(layout, finder, cells, reading);
        }
        let (sums, stride) = (reading.cells_mut(), finder.cells());
        cells.visit(0, sums.len(), |from, run| V::sum(sums, from, run, stride));
    }
}

/// The bounds of a field's buckets, made ready for finding.
struct Bounds<L, V, S>(PhantomData<(L, V, S)>);

impl<L: LabelSet, V: HistogramValue, S: Spec> Bounds<L, V, S> {
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Histogram, V::NUMBER, L::LABELS);
    const LIST: &'static [f64] = Self::SCHEMA.buckets;
    // An array cannot be as long as a list that a type parameter brings along, so there are three sizes of it. Only
    // the one that is used ends up in the program.
    const SMALL: [f64; 16] = finder::scaled(Self::LIST, V::SCALE);
    const MEDIUM: [f64; 64] = finder::scaled(Self::LIST, V::SCALE);
    const LARGE: [f64; crate::buckets::MAX] = finder::scaled(Self::LIST, V::SCALE);
    const SCALED: &'static [f64] = match Self::LIST.len() {
        0..=16 => &Self::SMALL,
        17..=64 => &Self::MEDIUM,
        _ => &Self::LARGE,
    };
    const OWN: &'static Finder =
        &Finder::new(Self::LIST, finder::first(Self::SCALED, Self::LIST.len()), Self::SCHEMA.native_layout());
    const FINDER: &'static Finder = match S::SPEC {
        FieldSpec { buckets: None, native: None, .. } => DefaultBounds::<V>::FINDER,
        _ => Self::own(),
    };

    /// In a function, because a constant is computed where it is named, needed or not.
    const fn own() -> &'static Finder {
        Self::OWN
    }
}

/// The bounds of all fields that say nothing about them: one table for them, which is in the cache more often than one
/// for each, and which the compiler computes once.
struct DefaultBounds<V>(PhantomData<V>);

impl<V: HistogramValue> DefaultBounds<V> {
    const SCALED: &'static [f64] = &finder::scaled::<{ DEFAULT.len() }>(DEFAULT, V::SCALE);
    const FINDER: &'static Finder = &Finder::new(DEFAULT, Self::SCALED, None);
}
