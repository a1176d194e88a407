//! The text formats: Prometheus' 0.0.4 and `OpenMetrics` 1.0.0.
//!
//! They agree on the lines of samples, and differ in what stands around them: where a counter's `_total` belongs, which
//! types and comments there are, and what is escaped. Both write bounds of buckets alike, so that a series keeps its
//! name when a scraper changes the format. Labels come in the declared order, those of the registry and of the instance
//! first and `le` last; a histogram is its buckets, its sum and its count.

mod exemplar;
mod header;
mod line;
pub(crate) mod number;

use std::ops::Range;

use crate::exemplar::Exemplar;
use crate::negotiate::Format;
use crate::registry::{Batch, Family, Sink};
use crate::schema::{Kind, MetricSchema};
use number::{write_cell, write_float, write_integer};

pub(crate) use line::Line;
/// Writes a scrape as text.
pub(crate) struct Text<'a> {
    format: Format,
    out: &'a mut Vec<u8>,
    line: Line,
    /// Where the comments of the current family begin and end.
    comments: Range<usize>,
}

impl<'a> Text<'a> {
    /// Appends to `out`. `line` is working space, for which [`finish`](Self::finish) has no more use.
    pub(crate) fn new(format: Format, out: &'a mut Vec<u8>, line: Line) -> Self {
        let end = out.len();
        Self { format, out, line, comments: end..end }
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
            Kind::Counter | Kind::Gauge | Kind::StateSet => self.numbers(batch),
            Kind::Histogram => self.histograms(batch),
            Kind::Summary => self.summaries(batch),
            Kind::Info => self.info(batch),
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

    /// One line for each label combination.
    fn numbers(&mut self, batch: &Batch<'_>) {
        let (schema, reading) = (batch.schema(), batch.reading());
        self.line.begin(batch, sample_suffix(schema.kind));
        for (index, &cell) in reading.cells().iter().enumerate() {
            if index > 0 {
                self.line.advance(batch);
            }
            if self.line.exists() && reading.is_exposed(index, schema) {
                self.number(schema, cell, reading.exemplars(index));
            }
        }
    }

    fn histograms(&mut self, batch: &Batch<'_>) {
        let (schema, reading) = (batch.schema(), batch.reading());
        self.line.begin(batch, sample_suffix(Kind::Histogram));
        for (index, row) in reading.cells().chunks_exact(schema.cells()).enumerate() {
            if index > 0 {
                self.line.advance(batch);
            }
            if self.line.exists() && reading.is_exposed(index, schema) {
                self.histogram(batch.family(), row, reading.exemplars(index));
            }
        }
    }

    /// What brings its label values along: there is no order in which they turn.
    fn rows(&mut self, batch: &Batch<'_>) {
        let (family, schema) = (batch.family(), batch.schema());
        for series in batch.series() {
            self.line.begin_with(family.name(), sample_suffix(schema.kind), series.labels());
            match schema.kind {
                Kind::Histogram => self.histogram(family, series.cells(), series.exemplars()),
                Kind::Summary => self.summary(family, series.cells()),
                _ => self.number(schema, series.cells()[0], series.exemplars()),
            }
        }
    }

    /// The current line, and its value.
    fn number<'e>(&mut self, schema: &MetricSchema, cell: u64, exemplars: impl Exemplars<'e>) {
        self.out.extend_from_slice(self.line.text());
        self.out.extend_from_slice(self.line.end());
        write_cell(self.out, schema.number, cell);
        end_sample(self.out, self.format, exemplars.map(|(_, exemplar)| exemplar).next());
    }

    /// The buckets, cumulative, then the sum, then the count: which is the last bucket, because it is the same number.
    fn histogram<'e>(&mut self, family: &Family, row: &[u64], exemplars: impl Exemplars<'e>) {
        let mut exemplars = exemplars.peekable();
        let (sum, buckets) = row.split_first().map_or((0, row), |(&sum, buckets)| (sum, buckets));
        let mut count = 0_u64;
        let begin = self.line.text_to_bound("le");
        for (bucket, (end, cell)) in family.bucket_ends().iter().zip(buckets).enumerate() {
            count = count.wrapping_add(*cell);
            self.out.extend_from_slice(begin);
            self.out.extend_from_slice(end.as_bytes());
            write_integer(self.out, count);
            let exemplar = exemplars.next_if(|(place, _)| *place == bucket);
            end_sample(self.out, self.format, exemplar.map(|(_, exemplar)| exemplar));
        }
        // A sum that can fall is no counter: OpenMetrics has neither sum nor count then (1.0, "Histogram").
        let can_fall = family.schema().buckets.first().is_some_and(|&bound| bound < 0.0);
        if self.format != Format::OpenMetrics || !can_fall {
            self.sample(family, "_sum");
            write_cell(self.out, family.schema().number, sum);
            self.out.push(b'\n');
            self.sample(family, "_count");
            write_integer(self.out, count);
            self.out.push(b'\n');
        }
    }

    fn summaries(&mut self, batch: &Batch<'_>) {
        let (schema, reading) = (batch.schema(), batch.reading());
        self.line.begin(batch, "");
        for (index, row) in reading.cells().chunks_exact(schema.cells()).enumerate() {
            if index > 0 {
                self.line.advance(batch);
            }
            if self.line.exists() && reading.is_exposed(index, schema) {
                self.summary(batch.family(), row);
            }
        }
    }

    /// The quantiles, then the sum, then the count.
    fn summary(&mut self, family: &Family, row: &[u64]) {
        let begin = self.line.text_to_bound("quantile");
        for (end, quantile) in family.bucket_ends().iter().zip(&row[2..]) {
            self.out.extend_from_slice(begin);
            self.out.extend_from_slice(end.as_bytes());
            write_float(self.out, f64::from_bits(*quantile));
            self.out.push(b'\n');
        }
        self.sample(family, "_sum");
        write_cell(self.out, family.schema().number, row[0]);
        self.out.push(b'\n');
        self.sample(family, "_count");
        write_integer(self.out, row[1]);
        self.out.push(b'\n');
    }

    /// Begins another sample with the labels of the current line.
    fn sample(&mut self, family: &Family, suffix: &str) {
        self.out.extend_from_slice(family.name().as_bytes());
        self.out.extend_from_slice(suffix.as_bytes());
        self.out.extend_from_slice(self.line.labels());
        self.out.extend_from_slice(self.line.end());
    }

    fn info(&mut self, batch: &Batch<'_>) {
        let own = batch.reading().info().iter().map(|(name, value)| (*name, value.as_str()));
        let labels = batch.labels().iter().map(|(name, value)| (name.as_str(), value.as_str())).chain(own);
        self.line.begin_with(batch.family().name(), "_info", labels);
        self.out.extend_from_slice(self.line.text());
        self.out.extend_from_slice(self.line.end());
        self.out.extend_from_slice(b"1\n");
    }
}

/// What the buckets of a series remember.
trait Exemplars<'e>: Iterator<Item = (usize, &'e Exemplar)> {}

impl<'e, I: Iterator<Item = (usize, &'e Exemplar)>> Exemplars<'e> for I {}

/// Ends a line, after its exemplar where the format has a place for one.
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
