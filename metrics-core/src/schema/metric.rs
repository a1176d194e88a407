//! The description of one metric.

use super::{FieldSpec, InfoSpec, MetricName, NativeSpec};
use crate::histogram::Layout;
use crate::label::{LabelSchema, combinations};

/// Everything that is known about a metric before the program runs.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct MetricSchema {
    /// Its name, without the prefix of the set.
    pub name: MetricName,
    /// What it measures.
    pub help: &'static str,
    /// Its type on the wire.
    pub kind: Kind,
    /// How the cells of its series are to be read.
    pub number: Number,
    /// Its labels, in the order in which they are written.
    pub labels: &'static [LabelSchema],
    /// The upper bounds of its buckets, `+Inf` left out; empty for what is not a histogram.
    pub buckets: &'static [f64],
    /// Its exponential buckets, where it is a native histogram: alone if it has no other bounds.
    pub native: Option<NativeSpec>,
    /// The quantiles of a summary, in ascending order, each a series of its own; usually none.
    pub quantiles: &'static [f64],
    /// The value that an observation should not exceed, where one is set; it is one of the buckets.
    pub objective: Option<f64>,
    /// The labels of its only series, where it is an info metric.
    pub info: &'static [InfoSpec],
    /// Whether only series that were touched are exposed.
    pub touched_only: bool,
    /// Whether a gauge is a count of what is there now, which can be added up over series and programs.
    pub adds_up: bool,
    /// The greatest number of its rows, where the values of its labels are given with each row.
    pub max_rows: Option<usize>,
    /// The number of labels that its type gives a value for, with each row.
    pub(crate) row_labels: usize,
}

impl MetricSchema {
    /// The description of a metric of some kind over some labels, for the field that `spec` describes.
    ///
    /// `unit` is the unit that the value type carries (`"seconds"` for a `Duration`), or empty.
    pub const fn new(spec: &FieldSpec, kind: Kind, number: Number, labels: &'static [LabelSchema]) -> Self {
        let unit = if spec.unit.is_empty() { number.unit() } else { spec.unit };
        let native = if matches!(kind, Kind::Histogram) { spec.native } else { None };
        let buckets = match (kind, spec.buckets) {
            (Kind::Histogram, Some(buckets)) => buckets,
            (Kind::Histogram, None) if native.is_none() => crate::buckets::DEFAULT,
            _ => &[],
        };
        let quantiles = match kind {
            Kind::Summary => spec.quantiles,
            _ => &[],
        };
        Self {
            name: MetricName::new(spec.name, unit, kind),
            help: spec.help,
            kind,
            number,
            labels,
            buckets,
            native,
            quantiles,
            objective: spec.objective,
            info: spec.info,
            touched_only: spec.touched_only,
            adds_up: false,
            max_rows: None,
            row_labels: 0,
        }
    }

    /// The description of a metric of some kind whose rows bring the values of this many labels along.
    pub const fn of_rows(spec: &FieldSpec, kind: Kind, number: Number, labels: usize) -> Self {
        let limit = match spec.max_rows {
            Some(limit) => limit,
            // One row has no labels; else, the field is judged by `check::field`.
            None => 1,
        };
        Self {
            max_rows: Some(limit),
            row_labels: labels,
            native: None,
            ..Self::new(spec, kind, number, spec.rows)
        }
    }

    /// The same, of a gauge that [adds up](Self::adds_up).
    #[must_use]
    pub const fn adding_up(self) -> Self {
        Self { adds_up: true, ..self }
    }

    /// The number of label combinations; of rows, the greatest number.
    pub const fn combinations(&self) -> usize {
        match self.max_rows {
            Some(rows) => rows,
            None => combinations(self.labels),
        }
    }

    /// The number of samples for each label combination: what one histogram costs in series.
    pub const fn samples(&self) -> usize {
        match self.kind {
            // Each bucket, the one that ends at infinity, the sum and the count. A native histogram is one more, or
            // these three where a server knows nothing of such.
            Kind::Histogram => {
                let is_both = self.native.is_some() && !self.buckets.is_empty();
                self.buckets.len() + 3 + is_both as usize
            }
            // The sum, the count, and each quantile.
            Kind::Summary => self.quantiles.len() + 2,
            _ => 1,
        }
    }

    /// The number of time series that a server stores for this metric; saturates.
    pub const fn series(&self) -> usize {
        self.combinations().saturating_mul(self.samples())
    }

    /// The number of 64-bit cells that are read for each label combination.
    pub const fn cells(&self) -> usize {
        match self.kind {
            // The sum, each bucket, and the one that ends at infinity.
            Kind::Histogram => self.buckets.len() + 2,
            // The sum, the count, and each quantile, the bits of a float.
            Kind::Summary => self.quantiles.len() + 2,
            _ => 1,
        }
    }

    /// The exponential buckets of a native histogram, and where they are stored.
    pub(crate) const fn native_layout(&self) -> Option<Layout> {
        match self.native {
            Some(spec) => Some(Layout::new(self.combinations(), self.cells(), spec, self.number)),
            None => None,
        }
    }

    /// The number of 64-bit cells that are stored for all label combinations; saturates.
    pub(crate) const fn stored_cells(&self) -> usize {
        match self.native_layout() {
            Some(layout) => layout.cells(),
            None => self.combinations().saturating_mul(self.cells()),
        }
    }
}

/// The type of a metric.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Only ever grows.
    Counter,
    /// Goes up and down.
    Gauge,
    /// Observations, counted in buckets.
    Histogram,
    /// Observations, counted and summed up; perhaps with quantiles of the recent ones.
    Summary,
    /// Facts about the program, as the labels of one series.
    Info,
    /// One series for each state; the current one is 1.
    StateSet,
}

/// How a cell is to be read as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Number {
    /// An unsigned integer.
    U64,
    /// A signed integer.
    I64,
    /// The bits of a float.
    F64,
    /// Integer nanoseconds, exposed as seconds.
    Nanoseconds,
}

impl Number {
    /// The unit that the representation implies, or the empty string.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Nanoseconds => "seconds",
            Self::U64 | Self::I64 | Self::F64 => "",
        }
    }

    /// The value of a cell.
    pub fn to_f64(self, cell: u64) -> f64 {
        match self {
            Self::U64 => cell as f64,
            Self::I64 => cell as i64 as f64,
            Self::F64 => f64::from_bits(cell),
            Self::Nanoseconds => cell as f64 / 1e9,
        }
    }
}
