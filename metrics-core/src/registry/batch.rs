//! What one registered metric contributes to a family.

use std::iter::zip;
use std::time::SystemTime;

use super::Family;
use crate::NativeBuckets;
use crate::exemplar::Exemplar;
use crate::label::LabelSchema;
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema};

/// The series of one metric of a family, as read by one scrape.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    pub(super) family: &'a Family,
    pub(super) schema: &'a MetricSchema,
    pub(super) labels: &'a [(String, String)],
    pub(super) reading: &'a Reading,
    pub(super) created: SystemTime,
}

/// One series of a batch.
#[derive(Clone, Copy, Debug)]
pub struct Series<'a> {
    batch: Batch<'a>,
    index: usize,
}

impl<'a> Batch<'a> {
    /// The family.
    pub fn family(&self) -> &'a Family {
        self.family
    }

    /// The metric's own description: it may list other label values than that of another metric of the family.
    pub fn schema(&self) -> &'a MetricSchema {
        self.schema
    }

    /// The labels that all its series have; they come before those that the schema lists.
    pub fn labels(&self) -> &'a [(String, String)] {
        self.labels
    }

    /// The values.
    pub fn reading(&self) -> &'a Reading {
        self.reading
    }

    /// When the metric was registered, which is since when it counts for this registry. The same in each scrape.
    ///
    /// Where several sets contribute to it (tracked functions of one name in one module), the time of the first.
    pub fn created(&self) -> SystemTime {
        self.created
    }

    /// The series that are to be exposed, in their order, whether their labels are closed types or come with rows.
    pub fn series(&self) -> impl Iterator<Item = Series<'a>> + use<'a> {
        let batch = *self;
        let series = self.reading.exposed(self.schema).map(move |index| Series { batch, index });
        series.filter(Series::exists)
    }
}

impl<'a> Series<'a> {
    /// The position among all label combinations, or among all rows.
    pub fn index(&self) -> usize {
        self.index
    }

    /// The cells, to be read as the schema's number; a histogram's are its sum and its buckets, which are not
    /// cumulative.
    pub fn cells(&self) -> &'a [u64] {
        self.batch.reading.row(self.index, self.batch.schema.cells())
    }

    /// The exponential buckets, if this is a native histogram. Its cells have the same number of observations.
    pub fn native(&self) -> Option<NativeBuckets<'a>> {
        self.batch.reading.native(self.index, self.batch.schema)
    }

    /// What the series' buckets remember, each with the number of its bucket: see [`Reading::push_exemplar`].
    pub fn exemplars(&self) -> impl Iterator<Item = (usize, &'a Exemplar)> + use<'a> {
        self.batch.reading.exemplars(self.index)
    }

    /// All labels, names and values: those of the batch, then those of the series. None is empty.
    pub fn labels(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let shared = self.batch.labels.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        shared.chain(self.closed()).chain(self.of_row()).chain(self.facts())
    }

    /// The labels that are closed types, as the odometer stands at this index.
    fn closed(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let batch = self.batch;
        let labels: &[LabelSchema] = if batch.is_of_rows() { &[] } else { batch.schema.labels };
        let (mut rest, mut turn) = (self.index, batch.schema.combinations());
        labels.iter().filter_map(move |label| {
            turn /= label.values.len().max(1);
            let value = label.values.get(rest.checked_div(turn)?)?;
            rest %= turn;
            Some((wire_name(batch.family.name(), batch.schema.kind, label), value))
        })
    }

    /// The labels whose values came with the row.
    fn of_row(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let Batch { schema, reading, .. } = self.batch;
        let count = if self.batch.is_of_rows() { schema.labels.len() } else { 0 };
        let labels = zip(schema.labels, reading.row_values(self.index, count));
        labels.map(|(label, value)| (label.name, value)).filter(|(_, value)| !value.is_empty())
    }

    /// The labels of an info metric.
    fn facts(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        self.batch.reading.info().iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// Whether each label that is a closed type has a value (yet).
    fn exists(&self) -> bool {
        self.batch.is_of_rows() || self.closed().count() == self.batch.schema.labels.len()
    }
}

impl Batch<'_> {
    /// Whether the values of the labels come with each row.
    pub(crate) fn is_of_rows(&self) -> bool {
        self.schema.max_rows.is_some()
    }
}

/// The name of a label as it is written: OpenMetrics wants that of a state set to be named like the family.
pub(crate) fn wire_name<'a>(family: &'a str, kind: Kind, label: &LabelSchema) -> &'a str {
    if kind == Kind::StateSet { family } else { label.name }
}
