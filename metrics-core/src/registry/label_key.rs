//! What tells the series of one family apart.

use super::family::Instance;
use crate::label::LabelSchema;
use crate::schema::MetricSchema;

/// Labels that tell series apart: in whatever order they come.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct LabelKey(Vec<(String, String)>);

impl LabelKey {
    /// Of functions, also the names of the labels that they have themselves.
    pub(super) fn new(instance: &Instance, schema: &MetricSchema) -> Self {
        let own = schema.labels.iter().filter(|_| instance.function.is_some());
        let own = own.map(|label| (label.name.to_owned(), String::new()));
        let mut labels: Vec<_> = instance.labels.iter().cloned().chain(own).collect();
        labels.sort_unstable();
        Self(labels)
    }
}

/// The names of labels, in their order.
pub(super) fn names(labels: &[LabelSchema]) -> impl Iterator<Item = &'static str> {
    labels.iter().map(|label| label.name)
}
