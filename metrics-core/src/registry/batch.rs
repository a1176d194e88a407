//! What one registered metric contributes to a family.

use std::time::SystemTime;

use super::Family;
use crate::label::LabelSchema;
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema};

/// The series of one metric of a family, as read by one scrape.
#[derive(Debug)]
pub struct Batch<'a> {
    pub(super) family: &'a Family,
    pub(super) schema: &'a MetricSchema,
    pub(super) labels: &'a [(String, String)],
    pub(super) reading: &'a Reading,
    pub(super) created: SystemTime,
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

    /// The labels that the schema lists, for the series at this index; `None` if one of them has no value (yet).
    pub fn labels_at(&self, index: usize) -> Option<Vec<(&'a str, &'static str)>> {
        let mut rest = index;
        let mut labels = Vec::with_capacity(self.schema.labels.len());
        for label in self.schema.labels.iter().rev() {
            let value = label.values.get(rest.checked_rem(label.values.len())?)?;
            labels.push((wire_name(self.family.name(), self.schema.kind, label), value));
            rest /= label.values.len();
        }
        labels.reverse();
        Some(labels)
    }
}

/// The name of a label as it is written: OpenMetrics wants that of a state set to be named like the family.
pub(crate) fn wire_name<'a>(family: &'a str, kind: Kind, label: &LabelSchema) -> &'a str {
    if kind == Kind::StateSet { family } else { label.name }
}
