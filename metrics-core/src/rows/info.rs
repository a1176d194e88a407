//! Rows that are facts.

use super::table::{Refused, Table};
use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema, Number, Spec};

/// Facts about each thing that somebody else knows, with the value 1 and the suffix `_info`. Otherwise like
/// [`GaugeRows`](crate::GaugeRows).
#[derive(Clone)]
pub struct InfoRows<const LABELS: usize>(Table<LABELS, [u64; 1]>);

impl<const LABELS: usize> InfoRows<LABELS> {
    /// Adds a row: the values of its labels in the order of `rows(…)`.
    pub fn push(&mut self, labels: [&str; LABELS]) {
        self.0.push(labels, Some([1]));
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

impl<const LABELS: usize, S: Spec> Metric<S> for InfoRows<LABELS> {
    const NEW: Self = Self(Table::new(<Self as Metric<S>>::SCHEMA.combinations()));
    const SCHEMA: MetricSchema = MetricSchema::of_rows(&S::SPEC, Kind::Info, Number::U64, LABELS);
}

impl<const LABELS: usize> Source for InfoRows<LABELS> {
    fn read(&self, reading: &mut Reading) {
        self.0.read(reading);
    }
}
