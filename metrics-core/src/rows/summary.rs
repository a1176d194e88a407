//! Rows that are summaries.

use std::marker::PhantomData;

use super::table::{Refused, Table};
use crate::histogram::HistogramValue;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};

/// A summary for each thing that somebody else observes, with the quantiles that it computed. Otherwise like
/// [`GaugeRows`](crate::GaugeRows).
///
/// `V` is the type of the sum: `f64` (the default), `u64`, or `Duration` for seconds. Without `quantiles = […]`, a row is
/// a count and a sum. With them, it brings the values along; the feature `quantiles` is not needed for that.
///
/// ```
/// use metrics_core::{Format, Metrics, Registry, SummaryRows};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "db")]
/// struct Statements {
///     /// Time that a statement took, by database.
///     #[metric(rows(database), max_rows = 50, quantiles = [0.5, 0.99], unit = "seconds")]
///     statement: SummaryRows<1>,
/// }
///
/// let registry = Registry::new();
/// registry.register_collector("db", || {
///     let mut statements = Statements::new();
///     // The median and the 99th percentile; 8 statements, 5.25 seconds in all.
///     statements.statement.push(["shop"], &[0.5, 1.75], 8, 5.25);
///     Ok(statements)
/// })?;
/// assert!(registry.to_text(Format::Text).contains(
///     "db_statement_seconds{database=\"shop\",quantile=\"0.5\"} 0.5\n\
///      db_statement_seconds{database=\"shop\",quantile=\"0.99\"} 1.75\n\
///      db_statement_seconds_sum{database=\"shop\"} 5.25\n\
///      db_statement_seconds_count{database=\"shop\"} 8\n"
/// ));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone)]
pub struct SummaryRows<const LABELS: usize, V: HistogramValue = f64> {
    rows: Table<LABELS, Box<[u64]>>,
    quantiles: usize,
    typed: PhantomData<V>,
}

impl<const LABELS: usize, V: HistogramValue> SummaryRows<LABELS, V> {
    /// Adds a row: the values of its labels in the order of `rows(…)`; those of its quantiles in the order of
    /// `quantiles`, `NaN` for one that is not known; how many observations there are in all; and their sum.
    ///
    /// Left out, as impossible, is a row with another number of quantiles, and one with a quantile or a sum that is
    /// negative or infinite: what only grows cannot hold the one, and `OpenMetrics` allows none of the other.
    pub fn push(&mut self, labels: [&str; LABELS], quantiles: &[f64], count: u64, sum: V) {
        let cells = self.cells(quantiles, count, sum);
        self.rows.push(labels, cells);
    }

    /// The sum, the count, and each quantile.
    fn cells(&self, quantiles: &[f64], count: u64, sum: V) -> Option<Box<[u64]>> {
        let can_be = |number: f64| number.is_finite() && number >= 0.0;
        let all_can_be = quantiles.iter().all(|&quantile| quantile.is_nan() || can_be(quantile));
        let sum_can_be = can_be(V::NUMBER.to_f64(sum.to_cell()));
        let fits = quantiles.len() == self.quantiles && all_can_be && sum_can_be;
        let quantiles = quantiles.iter().map(|quantile| quantile.to_bits());
        fits.then(|| [sum.to_cell(), count].into_iter().chain(quantiles).collect())
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

impl<const LABELS: usize, V: HistogramValue, S: Spec> Metric<S> for SummaryRows<LABELS, V> {
    const NEW: Self = Self {
        rows: Table::new(<Self as Metric<S>>::SCHEMA.combinations()),
        quantiles: <Self as Metric<S>>::SCHEMA.quantiles.len(),
        typed: PhantomData,
    };
    const SCHEMA: MetricSchema = MetricSchema::of_rows(&S::SPEC, Kind::Summary, V::NUMBER, LABELS);
}

impl<const LABELS: usize, V: HistogramValue> Source for SummaryRows<LABELS, V> {
    fn read(&self, reading: &mut Reading) {
        self.rows.read(reading);
    }
}
