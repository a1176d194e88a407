//! Rows that are histograms.

use std::marker::PhantomData;

use super::table::{Refused, Table};
use crate::histogram::HistogramValue;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};

/// A histogram for each thing that somebody else observes. Otherwise like [`GaugeRows`](crate::GaugeRows).
///
/// `V` is the type of the sum: `f64` (the default), `u64`, or `Duration` for seconds.
///
/// ```
/// use metrics_core::{Format, HistogramRows, Metrics, Registry};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "proxy")]
/// struct Backends {
///     /// Time to the first byte, by backend.
///     #[metric(rows(backend), max_rows = 20, buckets = [0.1, 1], unit = "seconds")]
///     latency: HistogramRows<1>,
/// }
///
/// let registry = Registry::new();
/// registry.register_collector("proxy", || {
///     let mut backends = Backends::new();
///     // Three up to 100 ms, seven up to a second, eight in all.
///     backends.latency.push(["eu-1"], &[3, 7], 8, 5.25);
///     Ok(backends)
/// })?;
/// assert!(registry.to_text(Format::Text).contains(
///     "proxy_latency_seconds_bucket{backend=\"eu-1\",le=\"1.0\"} 7\n\
///      proxy_latency_seconds_bucket{backend=\"eu-1\",le=\"+Inf\"} 8\n\
///      proxy_latency_seconds_sum{backend=\"eu-1\"} 5.25\n\
///      proxy_latency_seconds_count{backend=\"eu-1\"} 8\n"
/// ));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone)]
pub struct HistogramRows<const LABELS: usize, V: HistogramValue = f64> {
    rows: Table<LABELS, Box<[u64]>>,
    bounds: &'static [f64],
    typed: PhantomData<V>,
}

impl<const LABELS: usize, V: HistogramValue> HistogramRows<LABELS, V> {
    /// Adds a row: the values of its labels in the order of `rows(…)`; how many observations lie at or below each bound,
    /// in the order of `buckets`; how many there are in all; and their sum.
    ///
    /// Left out, as impossible, is a row with another number of bounds, with counts that fall from one bound to the
    /// next, or with a sum that its observations cannot have.
    pub fn push(&mut self, labels: [&str; LABELS], up_to: &[u64], count: u64, sum: V) {
        let cells = self.cells(up_to, count, sum);
        self.rows.push(labels, cells);
    }

    /// The sum, each bucket, and the one that ends at infinity.
    fn cells(&self, up_to: &[u64], count: u64, sum: V) -> Option<Box<[u64]>> {
        if up_to.len() != self.bounds.len() || !self.can_be(V::NUMBER.to_f64(sum.to_cell())) {
            return None;
        }
        let mut below = 0;
        let buckets = up_to.iter().chain([&count]).map(|&up_to| {
            let bucket = up_to.checked_sub(below);
            below = up_to;
            bucket
        });
        [Some(sum.to_cell())].into_iter().chain(buckets).collect()
    }

    /// Whether observations in these buckets can have this sum.
    fn can_be(&self, sum: f64) -> bool {
        sum.is_finite() && (sum >= 0.0 || self.bounds.first().is_some_and(|&bound| bound < 0.0))
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many rows were left out.
    pub fn refused(&self) -> Refused {
        self.rows.refused()
    }
}

impl<const LABELS: usize, V: HistogramValue, S: Spec> Metric<S> for HistogramRows<LABELS, V> {
    const NEW: Self = Self {
        rows: Table::new(<Self as Metric<S>>::SCHEMA.combinations()),
        bounds: <Self as Metric<S>>::SCHEMA.buckets,
        typed: PhantomData,
    };
    const SCHEMA: MetricSchema = MetricSchema::of_rows(&S::SPEC, Kind::Histogram, V::NUMBER, LABELS);
}

impl<const LABELS: usize, V: HistogramValue> Source for HistogramRows<LABELS, V> {
    fn read(&self, reading: &mut Reading) {
        self.rows.read(reading);
    }
}
