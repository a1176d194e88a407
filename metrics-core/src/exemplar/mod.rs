//! Exemplars: single observations that stand for the others, with what leads to their trace.

mod counter;
mod histogram;
mod labels;
#[cfg(all(test, loom))]
mod models;
mod slot;
mod slots;
mod source;
mod timer;

use std::time::SystemTime;

use crate::label::LabelSet;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};
use slots::Slots;

pub use labels::ExemplarLabels;
pub use source::{ExemplarSourceTaken, set_exemplar_source};
pub use timer::TimerWithExemplar;

/// One observation that a bucket or a counter remembers: an example of what it counts.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Exemplar {
    /// What was observed, in the unit of the metric; for a counter, what was added.
    pub value: f64,
    /// When.
    pub timestamp: SystemTime,
    /// What leads to more: usually `trace_id` and `span_id`.
    pub labels: ExemplarLabels,
}

impl Exemplar {
    /// An observation; `None` if the labels [cannot be exposed](ExemplarLabels::is_valid).
    pub fn new(value: f64, timestamp: SystemTime, labels: ExemplarLabels) -> Option<Self> {
        labels.is_valid().then_some(Self { value, timestamp, labels })
    }
}

/// A [`Counter`](crate::Counter) or a [`Histogram`](crate::Histogram) that remembers, for each series or bucket, one
/// observation that led there: an exemplar, by which a dashboard links to a trace.
///
/// ```
/// use std::time::Duration;
/// use metrics_core::{Format, Histogram, Metrics, Registry, WithExemplars};
///
/// #[derive(Metrics)]
/// struct Payments {
///     /// Payment round trip.
///     #[metric(buckets = [0.1, 1.0])]
///     duration: WithExemplars<Histogram<(), Duration>>,
/// }
///
/// static PAYMENTS: Payments = Payments::new();
///
/// let registry = Registry::new();
/// registry.register(&PAYMENTS)?;
/// let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
/// PAYMENTS.duration.observe_with_exemplar(Duration::from_millis(250), [("trace_id", trace)]);
/// let text = registry.to_text(Format::OpenMetrics);
/// assert!(text.contains("duration_seconds_bucket{le=\"1.0\"} 1 # {trace_id=\"4bf92f3577b34da6a3ce929d0e0e4736\"} 0.25 "));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
///
/// # Which observations
///
/// One that is recorded with an exemplar is remembered in any case, the last one in each bucket. Of the others, the
/// first one after each scrape is, if the program has a [source](set_exemplar_source) of exemplars and that has one. A
/// bucket keeps what it remembers until there is something newer. Where two threads remember at the same moment, one of
/// them is lost; the observations never are. What is [ignored](crate::Histogram#values) is not remembered.
///
/// # Cost
///
/// The metric is 48 bytes larger. With the first exemplar, 24 bytes for each bucket of each series are allocated; with the
/// first one of a bucket, 376 bytes, which is room for two; and for each of the two that ever has labels of more than 144
/// bytes, 368 more. Recording never waits. Without a source, an observation costs one comparison more;
/// with one, it finds its bucket a second time, and compares when that was last remembered.
///
/// # On the wire
///
/// In `OpenMetrics` and protobuf. The text format 0.0.4 has no place for exemplars.
pub struct WithExemplars<M> {
    metric: M,
    slots: Slots,
}

/// One series of a metric [with exemplars](WithExemplars): its labels are chosen.
#[must_use = "choosing the labels records nothing: call `inc` or `observe`"]
#[derive(Clone, Copy)]
pub struct SeriesWithExemplars<'a, S> {
    series: S,
    slots: &'a Slots,
    /// The place of its first bucket; beyond all places for labels that are out of range.
    first: usize,
}

/// What can have exemplars: counters and histograms (`OpenMetrics` 1.0, "Exemplars").
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no exemplars",
    label = "only a `Counter` and a `Histogram` have"
)]
pub trait Exemplified: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl<M: sealed::Sealed> Exemplified for M {}

mod sealed {
    use crate::counter::{Counter, CounterValue};
    use crate::histogram::{Histogram, HistogramValue};
    use crate::label::LabelSet;

    pub trait Sealed {}

    impl<L: LabelSet, V: CounterValue> Sealed for Counter<L, V> {}
    impl<L: LabelSet, V: HistogramValue> Sealed for Histogram<L, V> {}
}

impl<M: Metric<S> + Exemplified, S: Spec> Metric<S> for WithExemplars<M> {
    const NEW: Self =
        Self { metric: M::NEW, slots: Slots::new(M::SCHEMA.combinations(), places(&M::SCHEMA)) };
    const SCHEMA: MetricSchema = M::SCHEMA;
}

impl<M: Source> Source for WithExemplars<M> {
    fn read(&self, reading: &mut Reading) {
        self.metric.read(reading);
        self.slots.read(|index, bucket, exemplar| reading.push_exemplar(index, bucket, exemplar));
    }
}

impl<M> WithExemplars<M> {
    fn series<S>(&self, labels: impl LabelSet, series: S) -> SeriesWithExemplars<'_, S> {
        SeriesWithExemplars { series, slots: &self.slots, first: self.slots.first_of(labels.index()) }
    }
}

impl<S> SeriesWithExemplars<'_, S> {
    /// The series itself, for what is not to be remembered.
    #[inline]
    pub(crate) fn plain(self) -> S {
        self.series
    }
}

/// How many places there are for each label combination.
const fn places(schema: &MetricSchema) -> usize {
    match schema.kind {
        Kind::Histogram => schema.buckets.len() + 1,
        _ => 1,
    }
}
