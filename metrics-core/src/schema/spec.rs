//! What a field of a `#[derive(Metrics)]` struct says about its metric.

use super::NativeSpec;
use std::time::Duration;

use crate::label::LabelSchema;

/// A field's description, as a type: the derive writes one for each field, and the field's type reads it.
///
/// Written by hand only where a metric set is implemented by hand.
pub trait Spec: 'static {
    /// The description.
    const SPEC: FieldSpec;
}

/// What a field's name, documentation and `#[metric(…)]` attribute say.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The field's name, or what `name = "…"` says.
    pub name: &'static str,
    /// The documentation comment, its lines joined by blanks.
    pub help: &'static str,
    /// What `unit = "…"` says; empty where it is not given.
    pub unit: &'static str,
    /// What `buckets = …` says.
    pub buckets: Option<&'static [f64]>,
    /// What `native` says: exponential buckets, alone or beside the others.
    pub native: Option<NativeSpec>,
    /// What `quantiles = …` says.
    pub quantiles: &'static [f64],
    /// What `window = …` says: how long an observation counts in the quantiles.
    pub window: Option<Duration>,
    /// The value that an observation should not exceed.
    pub objective: Option<f64>,
    /// Whether only series that were touched are exposed.
    pub touched_only: bool,
    /// The labels of an [`Info`](crate::Info).
    pub info: &'static [InfoSpec],
    /// The labels whose values are given with each row.
    pub rows: &'static [LabelSchema],
    /// The greatest number of rows.
    pub max_rows: Option<usize>,
}

impl FieldSpec {
    /// A field that says nothing but its name and what it measures.
    pub const fn new(name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            help,
            unit: "",
            buckets: None,
            native: None,
            quantiles: &[],
            window: None,
            objective: None,
            touched_only: false,
            info: &[],
            rows: &[],
            max_rows: None,
        }
    }
}

/// One label of an [`Info`](crate::Info).
#[derive(Clone, Copy, Debug)]
pub struct InfoSpec {
    /// The label's name.
    pub name: &'static str,
    /// Its value, where it is known to the compiler.
    pub value: Option<&'static str>,
}
