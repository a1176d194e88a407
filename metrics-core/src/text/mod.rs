//! The text formats: Prometheus' 0.0.4 and `OpenMetrics` 1.0.0.
//!
//! They agree on the lines of samples, and differ in what stands around them: where a counter's `_total` belongs, which
//! types and comments there are, and what is escaped. Both write bounds of buckets alike, so that a series keeps its
//! name when a scraper changes the format. Labels come in the declared order, those of the registry and of the instance
//! first and `le` last; a histogram is its buckets, its sum and its count.

mod ends;
mod exemplar;
mod header;
mod line;
pub(crate) mod number;
mod padded;

use std::ops::Range;

use crate::exemplar::Exemplar;
use crate::negotiate::Format;
use crate::registry::{Batch, Family, Sink};
use crate::schema::{Kind, MetricSchema, Number};
use number::{write_cell, write_float, write_integer, write_time};

pub(crate) use line::Line;

/// The value of a bucket's bound, and everything up to the value of the sample.
pub(crate) type BoundEnd = padded::Padded<{ padded::END }>;

/// Writes a scrape as text.
pub(crate) struct Text<'a> {
    format: Format,
    out: &'a mut Vec<u8>,
    line: Line,
    /// Whether there is a `_created` for each series that only grows.
    with_created: bool,
    /// Where the comments of the current family begin and end.
    comments: Range<usize>,
}

impl<'a> Text<'a> {
    /// Appends to `out`. `line` is working space, for which [`finish`](Self::finish) has no more use.
    pub(crate) fn new(format: Format, out: &'a mut Vec<u8>, line: Line) -> Self {
        let end = out.len();
        Self { format, out, line, with_created: false, comments: end..end }
    }

    /// Says since when each series counts, where the format has a place for that.
    pub(crate) fn with_created(mut self, with_created: bool) -> Self {
        self.with_created = with_created && self.format == Format::OpenMetrics;
        self
    }

    /// Ends the exposition.
    pub(crate) fn finish(mut self) -> Line {
        self.end_family();
        if self.format == Format::OpenMetrics {
            self.out.extend_from_slice(b"# EOF\n");
        }
        self.line
    }
}

impl Sink for Text<'_> {
    fn family(&mut self, family: &Family) {
        self.end_family();
        let begin = self.out.len();
        header::write(self.out, self.format, family);
        self.comments = begin..self.out.len();
    }

    fn batch(&mut self, batch: &Batch<'_>) {
        match batch.schema().kind {
            _ if batch.is_of_rows() => self.rows(batch),
            Kind::Info => self.info(batch),
            _ => self.combinations(batch),
        }
    }
}

impl Text<'_> {
    /// Takes the comments back if no sample followed them.
    fn end_family(&mut self) {
        if self.out.len() == self.comments.end {
            self.out.truncate(self.comments.start);
        }
    }

    /// What has a series for each label combination.
    fn combinations(&mut self, batch: &Batch<'_>) {
        let (schema, reading) = (batch.schema(), batch.reading());
        self.line.begin(batch, sample_suffix(schema.kind));
        // What most series are. That nothing else may follow is found out once: 185 instructions a line, else 250.
        let is_plain = schema.number == Number::U64
            && schema.cells() == 1
            && !reading.has_exemplars()
            && !self.with_created;
        for (index, row) in reading.cells().chunks_exact(schema.cells()).enumerate() {
            if index > 0 {
                self.line.advance(batch);
            }
            if self.line.exists() && reading.is_exposed(index, schema) {
                if is_plain {
                    self.line.append_with(self.out, row[0]);
                } else {
                    self.series(batch, index, row);
                }
            }
        }
    }

    /// What brings its label values along: there is no order in which they turn.
    fn rows(&mut self, batch: &Batch<'_>) {
        for series in batch.series() {
            let suffix = sample_suffix(batch.schema().kind);
            self.line.begin_with(batch.family().name(), suffix, series.labels());
            self.series(batch, series.index(), series.cells());
        }
    }

    /// All samples with the labels of the current line, which is that of the series at `index`.
    #[inline]
    fn series(&mut self, batch: &Batch<'_>, index: usize, row: &[u64]) {
        let (family, schema, reading) = (batch.family(), batch.schema(), batch.reading());
        let exemplars = reading.exemplars(index);
        match schema.kind {
            Kind::Histogram => self.histogram(family, row, reading.sum_can_fall(index, schema), exemplars),
            Kind::Summary => self.summary(family, row),
            _ => self.number(schema, row[0], exemplars),
        }
        if self.with_created && matches!(schema.kind, Kind::Counter | Kind::Histogram | Kind::Summary) {
            self.line.append_other_to(self.out, family.name(), "_created");
            write_time(self.out, batch.created());
            self.out.push(b'\n');
        }
    }

    /// The current line, and its value.
    fn number<'e>(&mut self, schema: &MetricSchema, cell: u64, exemplars: impl Exemplars<'e>) {
        self.line.append_to(self.out);
        write_cell(self.out, schema.number, cell);
        end_sample(self.out, self.format, exemplars.map(|(_, exemplar)| exemplar).next());
    }

    /// The buckets, cumulative, then the sum, then the count: which is the last bucket, because it is the same number.
    fn histogram<'e>(
        &mut self,
        family: &Family,
        row: &[u64],
        sum_can_fall: bool,
        exemplars: impl Exemplars<'e>,
    ) {
        let mut exemplars = exemplars.peekable();
        let has_exemplars = exemplars.peek().is_some();
        let (sum, buckets) = row.split_first().map_or((0, row), |(&sum, buckets)| (sum, buckets));
        let mut count = 0_u64;
        self.line.begin_bounds("le");
        for (bucket, (end, cell)) in family.bucket_ends().iter().zip(buckets).enumerate() {
            count = count.wrapping_add(*cell);
            let exemplar = has_exemplars.then(|| exemplars.next_if(|(place, _)| *place == bucket)).flatten();
            if exemplar.is_none() {
                self.line.append_bound_with(self.out, end, count);
                continue;
            }
            self.line.append_bound_to(self.out, end);
            write_integer(self.out, count);
            end_sample(self.out, self.format, exemplar.map(|(_, exemplar)| exemplar));
        }
        // A sum that can fall is no counter: OpenMetrics has neither sum nor count then (1.0, "Histogram").
        if self.format != Format::OpenMetrics || !sum_can_fall {
            self.line.append_other_to(self.out, family.name(), "_sum");
            write_cell(self.out, family.schema().number, sum);
            self.out.push(b'\n');
            self.line.append_other_to(self.out, family.name(), "_count");
            write_integer(self.out, count);
            self.out.push(b'\n');
        }
    }

    /// The quantiles, then the sum, then the count.
    fn summary(&mut self, family: &Family, row: &[u64]) {
        self.line.begin_bounds("quantile");
        for (end, quantile) in family.bucket_ends().iter().zip(&row[2..]) {
            self.line.append_bound_to(self.out, end);
            write_float(self.out, f64::from_bits(*quantile));
            self.out.push(b'\n');
        }
        self.line.append_other_to(self.out, family.name(), "_sum");
        write_cell(self.out, family.schema().number, row[0]);
        self.out.push(b'\n');
        self.line.append_other_to(self.out, family.name(), "_count");
        write_integer(self.out, row[1]);
        self.out.push(b'\n');
    }

    fn info(&mut self, batch: &Batch<'_>) {
        let own = batch.reading().info().iter().map(|(name, value)| (*name, value.as_str()));
        let labels = batch.labels().iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(own);
        self.line.begin_with(batch.family().name(), "_info", labels);
        self.line.append_to(self.out);
        self.out.extend_from_slice(b"1\n");
    }
}

/// What the buckets of a series remember.
trait Exemplars<'e>: Iterator<Item = (usize, &'e Exemplar)> {}

impl<'e, I: Iterator<Item = (usize, &'e Exemplar)>> Exemplars<'e> for I {}

/// Ends a line, after its exemplar where the format has a place for one.
#[inline]
fn end_sample(out: &mut Vec<u8>, format: Format, exemplar: Option<&Exemplar>) {
    if let (Format::OpenMetrics, Some(exemplar)) = (format, exemplar) {
        exemplar::write(out, exemplar);
    }
    out.push(b'\n');
}

/// What the name of the first sample of a series ends with.
fn sample_suffix(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "_total",
        Kind::Info => "_info",
        Kind::Histogram => "_bucket",
        Kind::Gauge | Kind::StateSet | Kind::Summary => "",
    }
}

#[cfg(test)]
mod tests;
