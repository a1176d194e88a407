//! Exemplars: single observations that stand for the others, with what leads to their trace.

mod labels;

use std::time::SystemTime;

pub use labels::ExemplarLabels;

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
