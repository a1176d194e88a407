//! Families: the metrics of a registry by name, each with the sets that contribute to it.

use std::panic::Location;
use std::sync::Arc;

use super::error::{Origin, RegisterError};
use super::set_ref::SetRef;
use crate::label::LabelSchema;
use crate::metric::{Member, Source};
use crate::schema::{Kind, MemberSchema, MetricSchema, SetSchema};
use crate::text::number::bound;

/// All metrics of one name: one, unless several instances of a set are registered.
#[derive(Clone)]
pub struct Family {
    name: String,
    /// The bounds of the buckets as the text formats write them, the last one included.
    bounds: Vec<String>,
    /// How the line of each bucket goes on after `le="`, up to the value.
    bucket_ends: Vec<String>,
    schema: MetricSchema,
    pub(super) members: Vec<FamilyMember>,
}

impl Family {
    /// The full name, without the `_total` of a counter and the `_info` of an info metric.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The description that all its metrics share.
    pub fn schema(&self) -> &MetricSchema {
        &self.schema
    }

    /// The upper bounds of a histogram's buckets, `+Inf` included, as the text formats write them.
    pub fn bounds(&self) -> &[String] {
        &self.bounds
    }

    /// The labels of the series at this index, beside those of the instance; `None` if one of them has no value (yet).
    pub fn labels_at(&self, index: usize) -> Option<Vec<(&str, &'static str)>> {
        let mut rest = index;
        let mut labels = Vec::with_capacity(self.schema.labels.len());
        for label in self.schema.labels.iter().rev() {
            // OpenMetrics wants a state set's label to be named like the family.
            let name = if self.schema.kind == Kind::StateSet { &self.name } else { label.name };
            labels.push((name, label.values.get(rest.checked_rem(label.values.len())?)?));
            rest /= label.values.len();
        }
        labels.reverse();
        Some(labels)
    }

    pub(crate) fn bucket_ends(&self) -> &[String] {
        &self.bucket_ends
    }

    fn new(name: String, schema: MetricSchema) -> Self {
        let bounds: Vec<String> = match schema.kind {
            Kind::Histogram => schema.buckets.iter().copied().chain([f64::INFINITY]).map(bound).collect(),
            _ => Vec::new(),
        };
        let bucket_ends = bounds.iter().map(|bound| format!("{bound}\"}} ")).collect();
        Self { name, bounds, bucket_ends, schema, members: Vec::new() }
    }

    /// The error for a metric that does not fit in, beside the first one that is here.
    fn clash(
        &self,
        second: Origin,
        error: impl FnOnce(String, Origin, Origin) -> RegisterError,
    ) -> RegisterError {
        let first = self.members.first().and_then(FamilyMember::origin).unwrap_or(second);
        error(self.name.clone(), first, second)
    }

    /// Whether a metric with this description can be one of this family.
    ///
    /// Tracked functions say themselves which labels they have, and one with an objective has a bucket more: that is
    /// no mistake of theirs, and sums over functions stay right.
    fn admits(&self, schema: &MetricSchema, is_function: bool) -> bool {
        let (own, other) = (&self.schema, schema);
        own.kind == other.kind
            && own.number == other.number
            && own.help == other.help
            && own.name.unit() == other.name.unit()
            && (own.buckets == other.buckets || is_function && has_all(own.buckets, other.buckets))
            && (is_function || names(own.labels).eq(names(other.labels)))
    }

    /// The family as the series of this description see it, if they have other labels or buckets.
    fn seen_by(&self, schema: &MetricSchema) -> Option<Arc<Self>> {
        let is_alike =
            same_labels(self.schema.labels, schema.labels) && self.schema.buckets == schema.buckets;
        (!is_alike).then(|| Arc::new(Self::new(self.name.clone(), *schema)))
    }
}

/// A set that was registered.
#[derive(Clone)]
pub(super) struct Instance {
    pub(super) set: SetRef,
    pub(super) labels: Arc<[(String, String)]>,
    pub(super) registered: &'static Location<'static>,
    /// Whether instances with the same labels count together, and are not refused.
    pub(super) adds_up: bool,
}

/// The series of a family that have the labels of one instance.
#[derive(Clone)]
pub(super) struct FamilyMember {
    schema: MetricSchema,
    /// The family with the labels and buckets of this member, where they are its own.
    own: Option<Arc<Family>>,
    /// More than one only if they add up.
    pub(super) sources: Vec<MemberSource>,
}

/// One metric of a registered set.
#[derive(Clone)]
pub(super) struct MemberSource {
    instance: Instance,
    /// The way from the set to the metric: the position of the member, in each set on the way.
    path: Arc<[usize]>,
}

impl FamilyMember {
    /// The family, as a sink is to see it.
    pub(super) fn family<'a>(&'a self, shared: &'a Family) -> &'a Family {
        self.own.as_deref().unwrap_or(shared)
    }

    pub(super) fn schema(&self) -> &MetricSchema {
        &self.schema
    }

    pub(super) fn labels(&self) -> &[(String, String)] {
        self.sources.first().map_or(&[], |source| &source.instance.labels)
    }

    /// Whether the cells of such a metric can be added to those of this one.
    fn is_like(&self, schema: &MetricSchema) -> bool {
        same_labels(self.schema.labels, schema.labels) && self.schema.buckets == schema.buckets
    }

    fn origin(&self) -> Option<Origin> {
        self.sources.first().map(MemberSource::origin)
    }
}

impl MemberSource {
    /// The metric itself.
    pub(super) fn metric(&self) -> Option<&dyn Source> {
        let mut set = self.instance.set.set();
        for &position in &*self.path {
            match set.any_member(position)? {
                Member::Metric(metric) => return Some(metric),
                Member::Set(inner) => set = inner,
            }
        }
        None
    }

    fn origin(&self) -> Origin {
        let schema = self.instance.set.set().schema();
        Origin { set: schema.type_name, defined: schema.location, registered: self.instance.registered }
    }

    fn is_of(&self, address: *const (), schema: &'static SetSchema) -> bool {
        let set = self.instance.set.set();
        let own = set.schema();
        // Two sets without size may share an address, and a constant may have several.
        SetRef::address(set) == address
            && (own.type_name, own.location) == (schema.type_name, schema.location)
    }
}

/// The families of a registry, in the order in which they were registered.
#[derive(Clone, Default)]
pub(super) struct Families(pub(super) Vec<Arc<Family>>);

impl Families {
    /// Adds the metrics of one more set. After an error, some of them may have been added.
    pub(super) fn add_instance(&mut self, prefix: &str, instance: &Instance) -> Result<(), RegisterError> {
        self.add_set(prefix, instance.set.set().schema(), instance, &mut Vec::new())
    }

    /// Removes the metrics of one set, and says whether there were any.
    pub(super) fn remove(&mut self, address: *const (), schema: &'static SetSchema) -> bool {
        let is_it = |source: &MemberSource| source.is_of(address, schema);
        let has_it =
            |family: &Arc<Family>| family.members.iter().any(|member| member.sources.iter().any(is_it));
        let mut found = false;
        for family in self.0.iter_mut().filter(|family| has_it(family)) {
            let members = &mut Arc::make_mut(family).members;
            for member in members.iter_mut() {
                member.sources.retain(|source| !is_it(source));
            }
            members.retain(|member| !member.sources.is_empty());
            found = true;
        }
        self.0.retain(|family| !family.members.is_empty());
        found
    }

    fn add_set(
        &mut self,
        prefix: &str,
        schema: &SetSchema,
        instance: &Instance,
        path: &mut Vec<usize>,
    ) -> Result<(), RegisterError> {
        let prefix = joined(prefix, schema.prefix);
        for (position, member) in schema.members.iter().enumerate() {
            path.push(position);
            match member {
                MemberSchema::Metric(metric) => {
                    let source = MemberSource { instance: instance.clone(), path: path.as_slice().into() };
                    self.add(&joined(&prefix, &metric.name.to_string()), *metric, source)?;
                }
                MemberSchema::Set { prefix: field, schema } => {
                    self.add_set(&joined(&prefix, field), schema, instance, path)?;
                }
            }
            path.pop();
        }
        Ok(())
    }

    fn add(&mut self, name: &str, schema: MetricSchema, source: MemberSource) -> Result<(), RegisterError> {
        let labels = &source.instance.labels;
        if let Some((label, value)) = labels.iter().find(|(label, _)| has_label(&schema, label)) {
            return Err(RegisterError::Label { name: label.clone(), value: value.clone() });
        }
        let place = self.0.iter().position(|family| family.name == name).unwrap_or_else(|| {
            self.0.push(Arc::new(Family::new(name.to_owned(), schema)));
            self.0.len() - 1
        });
        Arc::make_mut(&mut self.0[place]).add(schema, source)
    }
}

impl Family {
    fn add(&mut self, schema: MetricSchema, source: MemberSource) -> Result<(), RegisterError> {
        let is_function = source.instance.adds_up;
        if !self.admits(&schema, is_function) {
            return Err(self.clash(source.origin(), |name, first, second| RegisterError::Mismatch {
                name,
                first,
                second,
            }));
        }
        let labels = &source.instance.labels;
        let has_series = |member: &&mut FamilyMember| {
            member.labels() == &**labels
                && (!is_function || names(member.schema.labels).eq(names(schema.labels)))
        };
        let own = self.seen_by(&schema);
        match self.members.iter_mut().find(has_series) {
            None => self.members.push(FamilyMember { schema, own, sources: vec![source] }),
            Some(member) if is_function && member.is_like(&schema) => member.sources.push(source),
            Some(_) => {
                return Err(self.clash(source.origin(), |name, first, second| RegisterError::Duplicate {
                    name,
                    first,
                    second,
                }));
            }
        }
        Ok(())
    }
}

fn names(labels: &[LabelSchema]) -> impl Iterator<Item = &'static str> {
    labels.iter().map(|label| label.name)
}

fn same_labels(one: &[LabelSchema], other: &[LabelSchema]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| one.name == other.name && one.values.is(&other.values))
}

/// Whether one of the lists has all bounds of the other.
fn has_all(one: &[f64], other: &[f64]) -> bool {
    let (more, fewer) = if one.len() > other.len() { (one, other) } else { (other, one) };
    fewer.iter().all(|bound| more.contains(bound))
}

fn has_label(schema: &MetricSchema, name: &str) -> bool {
    schema.labels.iter().any(|label| label.name == name) || schema.info.iter().any(|label| label.name == name)
}

fn joined(prefix: &str, rest: &str) -> String {
    match (prefix, rest) {
        ("", rest) => rest.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, rest) => format!("{prefix}_{rest}"),
    }
}
