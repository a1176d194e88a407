//! Families: the metrics of a registry by name, each with the sets that contribute to it.

use std::collections::HashMap;
use std::panic::Location;
use std::sync::Arc;

use super::batch::wire_name;
use super::error::{Origin, RegisterError};
use super::label_key::{LabelKey, names};
use super::set_ref::SetRef;
use crate::check::{is_label_name, is_metric_name};
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
    /// Where the member with certain labels is.
    places: HashMap<LabelKey, usize>,
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

    pub(crate) fn bucket_ends(&self) -> &[String] {
        &self.bucket_ends
    }

    fn new(name: String, schema: MetricSchema) -> Self {
        let bounds: Vec<String> = match schema.kind {
            Kind::Histogram => schema.buckets.iter().copied().chain([f64::INFINITY]).map(bound).collect(),
            _ => Vec::new(),
        };
        let bucket_ends = bounds.iter().map(|bound| format!("{bound}\"}} ")).collect();
        Self { name, bounds, bucket_ends, schema, members: Vec::new(), places: HashMap::new() }
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

    /// Whether a metric with this description can be one of this family. Its labels may have other values.
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

    /// The family with the buckets of this description, if those are other ones.
    fn with_buckets_of(&self, schema: &MetricSchema) -> Option<Arc<Self>> {
        (self.schema.buckets != schema.buckets).then(|| Arc::new(Self::new(self.name.clone(), *schema)))
    }

    /// Takes a metric in, beside those with other labels.
    fn add(&mut self, schema: MetricSchema, source: MemberSource) -> Result<(), RegisterError> {
        let is_function = source.instance.adds_up;
        if !self.admits(&schema, is_function) {
            return Err(self.clash(source.origin(), |name, first, second| RegisterError::Mismatch {
                name,
                first,
                second,
            }));
        }
        let key = LabelKey::new(&source.instance, &schema);
        let own = self.with_buckets_of(&schema);
        match self.places.get(&key).map(|&place| &mut self.members[place]) {
            None => {
                self.places.insert(key, self.members.len());
                self.members.push(FamilyMember { schema, own, sources: vec![source] });
            }
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

    /// Lets the metrics go that come from such sources, and says whether there were any.
    fn remove(&mut self, is_it: impl Fn(&MemberSource) -> bool) -> bool {
        let sources =
            |members: &[FamilyMember]| members.iter().map(|member| member.sources.len()).sum::<usize>();
        let before = sources(&self.members);
        for member in &mut self.members {
            member.sources.retain(|source| !is_it(source));
        }
        self.members.retain(|member| !member.sources.is_empty());
        let places = self.members.iter().enumerate();
        let key = |member: &FamilyMember| {
            member.sources.first().map(|source| LabelKey::new(&source.instance, &member.schema))
        };
        self.places = places.filter_map(|(place, member)| Some((key(member)?, place))).collect();
        sources(&self.members) < before
    }
}

/// Whether one of the lists has all bounds of the other.
fn has_all(one: &[f64], other: &[f64]) -> bool {
    let (more, fewer) = if one.len() > other.len() { (one, other) } else { (other, one) };
    fewer.iter().all(|bound| more.contains(bound))
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
    /// The family with the buckets of this member, where they are its own.
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

    /// Whether the cells of such a metric can be added to those of this one.
    fn is_like(&self, schema: &MetricSchema) -> bool {
        let alike = |(one, other): (&LabelSchema, &LabelSchema)| one.values.is(&other.values);
        self.schema.buckets == schema.buckets && self.schema.labels.iter().zip(schema.labels).all(alike)
    }

    pub(super) fn schema(&self) -> &MetricSchema {
        &self.schema
    }

    pub(super) fn labels(&self) -> &[(String, String)] {
        self.sources.first().map_or(&[], |source| &source.instance.labels)
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
