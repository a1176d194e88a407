//! Families: the metrics of a registry by name, each with the sets that contribute to it.

use std::collections::HashMap;
use std::panic::Location;
use std::sync::Arc;
use std::time::SystemTime;

use super::collecting::{Collected, Collecting};
use super::error::{Origin, RegisterError};
use super::label_key::{LabelKey, names};
use super::provider::Provider;
use crate::label::LabelSchema;
use crate::metric::{Member, Source};
use crate::reading::Reading;
use crate::schema::{Kind, MetricSchema};
use crate::text::BoundEnd;
use crate::text::number::bound;

/// All metrics of one name: one, unless several instances of a set are registered.
#[derive(Clone)]
pub struct Family {
    name: String,
    /// The bounds of the buckets (the last one included) or the quantiles, as the text formats write them.
    bounds: Vec<String>,
    /// How the line of each bucket or quantile goes on after `le="` or `quantile="`, up to the value.
    bucket_ends: Vec<BoundEnd>,
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

    /// The upper bounds of a histogram's buckets, `+Inf` included, or the quantiles of a summary, as the text formats
    /// write them.
    pub fn bounds(&self) -> &[String] {
        &self.bounds
    }

    pub(crate) fn bucket_ends(&self) -> &[BoundEnd] {
        &self.bucket_ends
    }

    pub(super) fn new(name: String, schema: MetricSchema) -> Self {
        let bounds: Vec<String> = match schema.kind {
            Kind::Histogram => schema.buckets.iter().copied().chain([f64::INFINITY]).map(bound).collect(),
            Kind::Summary => schema.quantiles.iter().copied().map(bound).collect(),
            _ => Vec::new(),
        };
        let bucket_ends = bounds.iter().map(|bound| BoundEnd::from(format!("{bound}\"}} "))).collect();
        Self { name, bounds, bucket_ends, schema, members: Vec::new(), places: HashMap::new() }
    }

    /// The error for a metric of this name that does not fit in.
    pub(super) fn mismatch(&self, name: &str, second: Origin) -> RegisterError {
        let first = self.members.first().and_then(FamilyMember::origin).unwrap_or(second);
        RegisterError::Mismatch { name: name.to_owned(), first, second }
    }

    /// Whether a metric with this description can be one of this family. Its labels may have other values.
    ///
    /// Tracked functions say themselves which labels they have, and one with an objective has a bucket more: that is
    /// no mistake of theirs, and sums over functions stay right in the buckets that all of them have.
    fn admits(&self, schema: &MetricSchema, is_function: bool) -> bool {
        let (own, other) = (&self.schema, schema);
        own.kind == other.kind
            && own.number == other.number
            && own.help == other.help
            && own.native == other.native
            && own.name.unit() == other.name.unit()
            && own.quantiles == other.quantiles
            && (own.buckets == other.buckets || is_function && differ_by_objectives(own, other))
            && (is_function || names(own.labels).eq(names(other.labels)))
    }

    /// The family with the buckets of this description, if those are other ones.
    fn with_buckets_of(&self, schema: &MetricSchema) -> Option<Arc<Self>> {
        (self.schema.buckets != schema.buckets).then(|| Arc::new(Self::new(self.name.clone(), *schema)))
    }

    /// Takes a metric in, beside those with other labels.
    pub(super) fn add(&mut self, schema: MetricSchema, source: MemberSource) -> Result<(), RegisterError> {
        let is_function = source.instance.function.is_some();
        let second = source.instance.origin();
        if !self.admits(&schema, is_function) {
            return Err(self.mismatch(&self.name, second));
        }
        let key = LabelKey::new(&source.instance, &schema);
        let own = self.with_buckets_of(&schema);
        match self.places.get(&key).map(|&place| &mut self.members[place]) {
            None => {
                self.places.insert(key, self.members.len());
                self.members.push(FamilyMember { schema, own, sources: vec![source] });
            }
            Some(member) if member.takes(&schema, &source) => member.sources.push(source),
            Some(member) => {
                let (name, first) = (self.name.clone(), member.origin().unwrap_or(second));
                return Err(RegisterError::Duplicate { name, first, second });
            }
        }
        Ok(())
    }

    /// Lets the metrics go that come from such sources, and says whether there were any.
    pub(super) fn remove(&mut self, is_it: impl Fn(&Instance) -> bool) -> bool {
        let sources =
            |members: &[FamilyMember]| members.iter().map(|member| member.sources.len()).sum::<usize>();
        let before = sources(&self.members);
        for member in &mut self.members {
            member.sources.retain(|source| !is_it(&source.instance));
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

/// Whether each bound that only one of them has is its objective.
fn differ_by_objectives(one: &MetricSchema, other: &MetricSchema) -> bool {
    let adds_its_objective = |one: &MetricSchema, other: &MetricSchema| {
        one.buckets.iter().all(|bound| other.buckets.contains(bound) || one.objective == Some(*bound))
    };
    adds_its_objective(one, other) && adds_its_objective(other, one)
}

/// A set or a collector that was registered. Families share it, which tells it from others that are like it.
#[derive(Clone)]
pub(super) struct Instance {
    pub(super) provider: Provider,
    /// What all names begin with, before the set's own prefix; without the underscore.
    pub(super) prefix: Arc<str>,
    pub(super) labels: Arc<[(String, String)]>,
    pub(super) registered: &'static Location<'static>,
    /// When.
    pub(super) created: SystemTime,
    /// The function, if it is a tracked one: those with the same labels may count together.
    pub(super) function: Option<Function>,
}

/// What is the same of functions that count together.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Function {
    pub(super) name: &'static str,
    pub(super) module: &'static str,
    pub(super) failures_only: bool,
}

impl Instance {
    pub(super) fn origin(&self) -> Origin {
        let (schema, registered) = (self.provider.schema(), self.registered);
        match self.function {
            None => Origin::Set { set: schema.type_name, defined: schema.location, registered },
            Some(Function { name, module, .. }) => {
                Origin::Function { function: name, module, tracked: registered }
            }
        }
    }
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
    pub(super) instance: Arc<Instance>,
    /// The way from the set to the metric: the position of the member, in each set on the way.
    pub(super) path: Arc<[usize]>,
}

impl FamilyMember {
    /// The family, as a sink is to see it.
    pub(super) fn family<'a>(&'a self, shared: &'a Family) -> &'a Family {
        self.own.as_deref().unwrap_or(shared)
    }

    /// Whether the cells of such a metric can be added to those of this one: it is that of another function, of which
    /// the same is recorded.
    fn takes(&self, schema: &MetricSchema, source: &MemberSource) -> bool {
        let new = &source.instance;
        let is_other_of_same_name =
            |own: &Instance| own.function == new.function && !own.provider.is_set_of(&new.provider);
        let alike = |(one, other): (&LabelSchema, &LabelSchema)| one.values.is(&other.values);
        new.function.is_some()
            && self.sources.iter().all(|source| is_other_of_same_name(&source.instance))
            && self.schema.buckets == schema.buckets
            && self.schema.labels.iter().zip(schema.labels).all(alike)
    }

    /// Whether there is a metric to be read: not if its collector failed.
    pub(super) fn is_there(&self, collected: &Collected) -> bool {
        self.sources.iter().any(|source| collected.set(&source.instance.provider).is_some())
    }

    pub(super) fn read(&self, collected: &Collected, reading: &mut Reading) {
        let metrics = self.sources.iter().filter_map(|source| source.metric(collected));
        metrics.for_each(|metric| metric.read(reading));
    }

    /// The collector that it comes from, if it does from one.
    pub(super) fn collector(&self) -> Option<&Arc<Collecting>> {
        self.sources.first().and_then(|source| source.instance.provider.collector())
    }

    pub(super) fn schema(&self) -> &MetricSchema {
        &self.schema
    }

    pub(super) fn labels(&self) -> &[(String, String)] {
        self.sources.first().map_or(&[], |source| &source.instance.labels)
    }

    /// When the first of its sources was registered.
    pub(super) fn created(&self) -> SystemTime {
        let created = self.sources.iter().map(|source| source.instance.created);
        created.min().unwrap_or(SystemTime::UNIX_EPOCH)
    }

    fn origin(&self) -> Option<Origin> {
        self.sources.first().map(|source| source.instance.origin())
    }
}

impl MemberSource {
    /// The metric itself, unless its collector failed.
    pub(super) fn metric<'a>(&'a self, collected: &'a Collected) -> Option<&'a dyn Source> {
        let mut set = collected.set(&self.instance.provider)?;
        for &position in &*self.path {
            match set.any_member(position)? {
                Member::Metric(metric) => return Some(metric),
                Member::Set(inner) => set = inner,
            }
        }
        None
    }
}
