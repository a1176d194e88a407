//! Rows with one number each.

use std::marker::PhantomData;

use super::table::{Refused, Table};
use crate::counter::{Countable, CounterValue};
use crate::gauge::GaugeValue;
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Spec};

/// A gauge with a row for each thing that somebody else knows: a table of a database, a disk of a machine.
///
/// The field names the labels and the greatest number of rows; their values come with each row. It is filled by a
/// [`Collector`](crate::Collector), anew for each scrape, so that what is gone is not exposed any more.
///
/// ```
/// use metrics_core::{GaugeRows, Metrics, Registry};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "db")]
/// struct Tables {
///     /// Size on disk, by database and table.
///     #[metric(rows(database, table), max_rows = 500, unit = "bytes")]
///     size: GaugeRows<2>,
/// }
///
/// let registry = Registry::new();
/// registry.register_collector("db", || {
///     let mut tables = Tables::new();
///     tables.size.push(["shop", "orders"], 8192.0);
///     Ok(tables)
/// })?;
/// let size = registry.snapshot().value("db_size_bytes", &[("database", "shop"), ("table", "orders")]);
/// assert_eq!(size, Some(8192.0));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
///
/// # Rows that are left out
///
/// More rows than `max_rows`, and a second row with the same labels: nothing fails then, and the rows are counted
/// ([`refused`](Self::refused)). An empty
/// label value is exposed as no label, as servers understand it.
///
/// # Cost
///
/// A row is kept in a map by its label values, and is freed after the scrape.
#[derive(Clone)]
pub struct GaugeRows<const LABELS: usize, V: GaugeValue = f64>(Table<LABELS, [u64; 1]>, PhantomData<V>);

/// A counter with a row for each thing that somebody else counts. Otherwise like [`GaugeRows`].
///
/// A float that is negative or not finite is no count: such a row is left out.
#[derive(Clone)]
pub struct CounterRows<const LABELS: usize, V: CounterValue = u64>(Table<LABELS, [u64; 1]>, PhantomData<V>);

macro_rules! rows_of_numbers {
    ($metric:ident, $value:ident, $kind:ident, $accepts:expr) => {
        impl<const LABELS: usize, V: $value> $metric<LABELS, V> {
            /// Adds a row: the values of its labels in the order of `rows(…)`, and its value.
            pub fn push(&mut self, labels: [&str; LABELS], value: V) {
                self.0.push(labels, $accepts(value).then(|| [value.to_cell()]));
            }

            /// The number of rows.
            pub fn len(&self) -> usize {
                self.0.len()
            }

            /// Whether there are no rows.
            pub fn is_empty(&self) -> bool {
                self.len() == 0
            }

            /// How many rows were left out.
            pub fn refused(&self) -> Refused {
                self.0.refused()
            }
        }

        impl<const LABELS: usize, V: $value, S: Spec> Metric<S> for $metric<LABELS, V> {
            const NEW: Self = Self(Table::new(<Self as Metric<S>>::SCHEMA.combinations()), PhantomData);
            const SCHEMA: MetricSchema = MetricSchema::of_rows(&S::SPEC, Kind::$kind, V::NUMBER, LABELS);
        }

        impl<const LABELS: usize, V: $value> Source for $metric<LABELS, V> {
            fn read(&self, reading: &mut Reading) {
                self.0.read(reading);
            }
        }
    };
}

rows_of_numbers!(GaugeRows, GaugeValue, Gauge, |_| true);
rows_of_numbers!(CounterRows, CounterValue, Counter, Countable::can_be_a_count);
