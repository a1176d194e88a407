//! The description of a metric set.

use std::panic::Location;

use super::MetricSchema;

/// Everything that is known about a metric set before the program runs.
#[derive(Clone, Copy, Debug)]
pub struct SetSchema {
    /// The name of the type.
    pub type_name: &'static str,
    /// What all names begin with, without the underscore; may be empty.
    pub prefix: &'static str,
    /// The fields that are metrics or sets, in their order.
    pub members: &'static [MemberSchema],
    /// Where the set is defined.
    pub location: &'static Location<'static>,
}

/// A field of a metric set.
#[derive(Clone, Copy, Debug)]
pub enum MemberSchema {
    /// A metric.
    Metric(MetricSchema),
    /// Another set, whose metrics are exposed as if they stood here.
    Set {
        /// What the field adds to the names, between the prefixes of the outer and of the inner set; may be empty.
        prefix: &'static str,
        /// The inner set.
        schema: &'static SetSchema,
    },
}

impl SetSchema {
    /// The number of time series that a server stores for this set; saturates.
    pub const fn series(&self) -> usize {
        let mut sum = 0_usize;
        let mut at = 0;
        while at < self.members.len() {
            sum = sum.saturating_add(match &self.members[at] {
                MemberSchema::Metric(metric) => metric.series(),
                MemberSchema::Set { schema, .. } => schema.series(),
            });
            at += 1;
        }
        sum
    }
}
