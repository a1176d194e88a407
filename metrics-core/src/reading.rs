//! The values of one metric, as read by one scrape.

use std::time::Duration;

use crate::errand::Failure;
use crate::exemplar::Exemplar;
use crate::histogram::{NativeBuckets, NativeReading};
use crate::rows::Refused;
use crate::schema::{Kind, MetricSchema};

/// What a [`Source`](crate::Source) fills in: a row of cells for each label combination, in the order of the indices; or
/// rows that bring their label values along.
///
/// Reused from metric to metric and from scrape to scrape, so that a scrape allocates nothing once it is warm,
/// the labels of info metrics aside.
#[derive(Debug, Default)]
pub struct Reading {
    cells: Vec<u64>,
    /// The label combinations without a value, in ascending order.
    missing: Vec<usize>,
    /// The label combinations that were never set, in ascending order.
    untouched: Vec<usize>,
    info: Vec<(&'static str, String)>,
    /// By label combination and bucket, in ascending order.
    exemplars: Vec<((usize, usize), Exemplar)>,
    values: RowValues,
    refused: Refused,
    failure: Option<Failure>,
    limit: Option<Duration>,
    native: NativeReading,
}

/// The label values of rows, one after the other in one text.
#[derive(Debug, Default)]
struct RowValues {
    text: String,
    ends: Vec<usize>,
}

impl Reading {
    /// Begins anew, for a metric with this description: with its cells at zero, or without any row.
    pub(crate) fn reset(&mut self, schema: &MetricSchema) {
        let combinations = if schema.max_rows.is_some() { 0 } else { schema.combinations() };
        self.cells.clear();
        self.cells.resize(combinations.saturating_mul(schema.cells()), 0);
        self.missing.clear();
        self.untouched.clear();
        self.info.clear();
        self.exemplars.clear();
        self.values.text.clear();
        self.values.ends.clear();
        self.refused = Refused::default();
        self.failure = None;
        self.native.clear();
    }

    /// Ends, when all sources of the metric were read.
    pub(crate) fn settle(&mut self, schema: &MetricSchema) {
        if let Some(spec) = &schema.native {
            self.native.settle(spec, &mut self.cells, schema.cells());
        }
    }

    /// The cells, and the exponential buckets of a native histogram.
    pub(crate) fn with_native(&mut self) -> (&mut [u64], &mut NativeReading) {
        (&mut self.cells, &mut self.native)
    }

    /// Whether the sum at `index` is no counter: there are observations below zero, or they are expected.
    pub(crate) fn sum_can_fall(&self, index: usize, schema: &MetricSchema) -> bool {
        schema.buckets.first().is_some_and(|&bound| bound < 0.0)
            || self.native(index, schema).is_some_and(|native| !native.negative.is_empty())
    }

    /// The exponential buckets at `index`, for a native histogram with this description.
    pub fn native(&self, index: usize, schema: &MetricSchema) -> Option<NativeBuckets<'_>> {
        schema.native.as_ref().map(|spec| self.native.buckets(index, spec))
    }

    /// All cells. A histogram's are its sum and its buckets, which are not cumulative; a summary's are its sum, its count
    /// and its quantiles, the bits of a float each.
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// All cells, to be added to or set.
    pub fn cells_mut(&mut self) -> &mut [u64] {
        &mut self.cells
    }

    /// Says that there is no value at `index`. Indices are given in ascending order.
    pub fn leave_out(&mut self, index: usize) {
        self.missing.push(index);
    }

    /// Whether there is no value at `index`.
    #[inline]
    pub fn is_left_out(&self, index: usize) -> bool {
        !self.missing.is_empty() && self.missing.binary_search(&index).is_ok()
    }

    /// Says that nothing was ever set at `index`. Indices are given in ascending order.
    pub(crate) fn untouched(&mut self, index: usize) {
        self.untouched.push(index);
    }

    /// The label combinations that have a value which is to be shown, for a metric with this description.
    pub fn exposed<'a>(&'a self, schema: &'a MetricSchema) -> impl Iterator<Item = usize> + 'a {
        (0..self.cells.len() / schema.cells()).filter(|&index| self.is_exposed(index, schema))
    }

    /// Whether there is a value at `index` which is to be shown, for a metric with this description.
    #[inline]
    pub fn is_exposed(&self, index: usize, schema: &MetricSchema) -> bool {
        !self.is_left_out(index) && (!schema.touched_only || self.is_touched(index, schema))
    }

    fn is_touched(&self, index: usize, schema: &MetricSchema) -> bool {
        match schema.kind {
            // What only grows, and is zero, was never touched.
            Kind::Counter | Kind::Histogram => self.row(index, schema.cells()).iter().any(|&cell| cell != 0),
            // The count: quantiles are NaN then.
            Kind::Summary => self.row(index, schema.cells())[1] != 0,
            _ => self.untouched.binary_search(&index).is_err(),
        }
    }

    /// The cells of one label combination, of which there are `stride`.
    pub(crate) fn row(&self, index: usize, stride: usize) -> &[u64] {
        &self.cells[index * stride..][..stride]
    }

    /// Adds a row: the values of its labels, in the order of the description, and its cells. An empty value is no label
    /// at all, to a server.
    pub fn push_row<'a>(
        &mut self,
        values: impl IntoIterator<Item = &'a str>,
        cells: impl IntoIterator<Item = u64>,
    ) {
        for value in values {
            self.values.text.push_str(value);
            self.values.ends.push(self.values.text.len());
        }
        self.cells.extend(cells);
    }

    /// How long a function that is asked for a value may take; it then runs on another thread.
    pub(crate) fn limit(&self) -> Option<Duration> {
        self.limit
    }

    pub(crate) fn set_limit(&mut self, limit: Option<Duration>) {
        self.limit = limit;
    }

    /// Says that a value is missing, and why.
    pub(crate) fn fail(&mut self, failure: Failure) {
        self.failure = Some(failure);
    }

    /// Why a value is missing, if one is.
    pub(crate) fn failure(&self) -> Option<Failure> {
        self.failure
    }

    /// Says how many rows were left out.
    pub(crate) fn refuse(&mut self, rows: Refused) {
        self.refused += rows;
    }

    /// How many rows were left out.
    pub fn refused(&self) -> Refused {
        self.refused
    }

    /// The values of the labels of a row, of which there are `count`.
    pub(crate) fn row_values(&self, index: usize, count: usize) -> impl Iterator<Item = &str> {
        let first = index * count;
        (first..first + count).map(|place| {
            let begin = place.checked_sub(1).map_or(0, |before| self.values.ends[before]);
            &self.values.text[begin..self.values.ends[place]]
        })
    }

    /// Adds a label to an info metric. An empty value is no label at all, to a server.
    pub fn push_info(&mut self, name: &'static str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.info.push((name, value));
        }
    }

    /// The labels of an info metric.
    pub fn info(&self) -> &[(&'static str, String)] {
        &self.info
    }

    /// Says what a bucket of the series at `index` remembers, where it is newer than what was said before. Buckets are
    /// counted from 0 on, the one that ends at `+Inf` included; a counter has only 0.
    pub fn push_exemplar(&mut self, index: usize, bucket: usize, exemplar: Exemplar) {
        let place = (index, bucket);
        match self.exemplars.binary_search_by_key(&place, |(place, _)| *place) {
            Ok(at) if self.exemplars[at].1.timestamp < exemplar.timestamp => self.exemplars[at].1 = exemplar,
            Ok(_) => {}
            Err(at) => self.exemplars.insert(at, (place, exemplar)),
        }
    }

    /// Whether anything is remembered at all.
    pub(crate) fn has_exemplars(&self) -> bool {
        !self.exemplars.is_empty()
    }

    /// What the buckets of the series at `index` remember, each with the number of its bucket, in ascending order.
    #[inline]
    pub fn exemplars(&self, index: usize) -> impl Iterator<Item = (usize, &Exemplar)> {
        let is_before = |place: &((usize, usize), Exemplar)| place.0.0 < index;
        let begin = if self.exemplars.is_empty() { 0 } else { self.exemplars.partition_point(is_before) };
        let of_series = self.exemplars[begin..].iter().take_while(move |((other, _), _)| *other == index);
        of_series.map(|((_, bucket), exemplar)| (*bucket, exemplar))
    }
}
