//! What a field of a metric set is: a metric, or another set.

use crate::reading::Reading;
use crate::schema::{MetricSchema, SetSchema, Spec};

/// A type that can be a field of a `#[derive(Metrics)]` struct, built from what the field says about it.
///
/// `S` is the field, as a type. That makes the value of a field a constant, whatever its type needs to know.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a metric",
    label = "a field of a metric set is a metric, a set marked `#[metrics(flatten)]`, or marked `#[metric(skip)]`"
)]
pub trait Metric<S: Spec>: Source + Sized {
    /// The metric before its first event.
    const NEW: Self;
    /// Its description.
    const SCHEMA: MetricSchema;

    /// The metric as a member of its set.
    fn as_member(&self) -> Member<'_> {
        Member::Metric(self)
    }
}

/// Where the values of a metric are read from.
pub trait Source: Send + Sync + 'static {
    /// Adds the current values to `reading`, which has a zeroed cell for each that the schema announces.
    fn read(&self, reading: &mut Reading);
}

/// A metric set: what `#[derive(Metrics)]` implements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a metric set",
    label = "expected a struct with `#[derive(Metrics)]`"
)]
pub trait Metrics: Send + Sync + 'static {
    /// The description of the set.
    const SCHEMA: &'static SetSchema;
    /// The member that [`SetSchema::members`] describes at the same position.
    fn member(&self, index: usize) -> Option<Member<'_>>;

    /// The set as a member of another one.
    fn as_member(&self) -> Member<'_>
    where
        Self: Sized,
    {
        Member::Set(self)
    }
}

/// A field of a metric set, for reading.
#[derive(Clone, Copy)]
pub enum Member<'a> {
    /// A metric.
    Metric(&'a dyn Source),
    /// Another set.
    Set(&'a dyn AnyMetrics),
}

/// A metric set whose type is not known; implemented for every [`Metrics`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a metric set",
    label = "expected a struct with `#[derive(Metrics)]`"
)]
pub trait AnyMetrics: Send + Sync + 'static {
    /// The description of the set.
    fn schema(&self) -> &'static SetSchema;
    /// See [`Metrics::member`].
    fn any_member(&self, index: usize) -> Option<Member<'_>>;
}

impl<M: Metrics> AnyMetrics for M {
    fn schema(&self) -> &'static SetSchema {
        M::SCHEMA
    }

    fn any_member(&self, index: usize) -> Option<Member<'_>> {
        self.member(index)
    }
}
