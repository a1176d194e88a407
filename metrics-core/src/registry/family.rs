//! Families: the metrics of a registry by name, each with the sets that contribute to it.

use std::collections::HashMap;
use std::panic::Location;
use std::sync::Arc;
use std::time::SystemTime;

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
    /// The bounds of the buckets (the last one included) or the quantiles, as the text formats write them.
    bounds: Vec<String>,
    /// How the line of each bucket or quantile goes on after `le="` or `quantile="`, up to the value.
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

    /// The upper bounds of a histogram's buckets, `+Inf` included, or the quantiles of a summary, as the text formats
    /// write them.
    pub fn bounds(&self) -> &[String] {
        &self.bounds
    }

    pub(crate) fn bucket_ends(&self) -> &[String] {
        &self.bucket_ends
    }

    fn new(name: String, schema: MetricSchema) -> Self {
        let bounds: Vec<String> = match schema.kind {
            Kind::Histogram => schema.buckets.iter().copied().chain([f64::INFINITY]).map(bound).collect(),
            Kind::Summary => schema.quantiles.iter().copied().map(bound).collect(),
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
            && own.native == other.native
            && own.name.unit() == other.name.unit()
            && own.quantiles == other.quantiles
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
    /// When.
    pub(super) created: SystemTime,
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

    /// When the first of its sources was registered.
    pub(super) fn created(&self) -> SystemTime {
        let created = self.sources.iter().map(|source| source.instance.created);
        created.min().unwrap_or(SystemTime::UNIX_EPOCH)
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
    /// Adds the metrics of one more set: all of them, or none.
    pub(super) fn add_instance(&mut self, prefix: &str, instance: &Instance) -> Result<(), RegisterError> {
        let added = self.add_set(prefix, instance.set.set().schema(), instance, &mut Vec::new());
        if added.is_err() {
            self.remove(|source| Arc::ptr_eq(&source.instance.labels, &instance.labels));
        }
        added
    }

    /// Removes the metrics of one set, and says whether there were any.
    pub(super) fn remove_set(&mut self, address: *const (), schema: &'static SetSchema) -> bool {
        self.remove(|source| source.is_of(address, schema))
    }

    fn remove(&mut self, is_it: impl Fn(&MemberSource) -> bool) -> bool {
        let has_it = |family: &Family| family.members.iter().any(|member| member.sources.iter().any(&is_it));
        let mut found = false;
        for family in &mut self.0 {
            found |= has_it(family) && Arc::make_mut(family).remove(&is_it);
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
        check_names(name, &schema, &source)?;
        let place = match self.0.iter().position(|family| family.name == name) {
            Some(place) => place,
            None => self.open(name, schema, &source)?,
        };
        Arc::make_mut(&mut self.0[place]).add(schema, source)
    }

    /// Opens a family, unless its samples would meet those of another one.
    fn open(
        &mut self,
        name: &str,
        schema: MetricSchema,
        source: &MemberSource,
    ) -> Result<usize, RegisterError> {
        if let Some(other) = self.0.iter().find(|other| samples_meet(other, name, schema.kind)) {
            return Err(other.clash(source.origin(), |_, first, second| RegisterError::Mismatch {
                name: name.to_owned(),
                first,
                second,
            }));
        }
        self.0.push(Arc::new(Family::new(name.to_owned(), schema)));
        Ok(self.0.len() - 1)
    }
}

/// Judges what the compiler has not seen: a set that is written by hand, and the labels of an instance beside its own.
fn check_names(name: &str, schema: &MetricSchema, source: &MemberSource) -> Result<(), RegisterError> {
    if !is_metric_name(name) {
        return Err(RegisterError::Name(name.to_owned()));
    }
    let own = schema.labels.iter().map(|label| wire_name(name, schema.kind, label));
    let own: Vec<&str> = own.chain(schema.info.iter().map(|label| label.name)).collect();
    let clash = source.instance.labels.iter().find(|(label, _)| own.contains(&label.as_str()));
    if let Some((label, _)) = clash {
        let (label, metric, origin) = (label.clone(), name.to_owned(), source.origin());
        return Err(RegisterError::LabelTaken { label, metric, origin });
    }
    match own.iter().find(|label| !is_label_name(label)) {
        Some(label) => Err(RegisterError::Label { name: (*label).to_owned(), value: String::new() }),
        None => Ok(()),
    }
}

/// Whether a sample of one family has the name of a sample of another.
fn samples_meet(family: &Family, name: &str, kind: Kind) -> bool {
    let is_sample = |one: &str, suffix: &str, other: &str, ending: &str| {
        one.len() + suffix.len() == other.len() + ending.len()
            && one.bytes().chain(suffix.bytes()).eq(other.bytes().chain(ending.bytes()))
    };
    suffixes(family.schema.kind)
        .iter()
        .any(|suffix| suffixes(kind).iter().any(|ending| is_sample(&family.name, suffix, name, ending)))
}

/// What the names of a family's samples, and of the family itself, end with.
fn suffixes(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Counter => &["", "_total", "_created"],
        Kind::Gauge | Kind::StateSet => &[""],
        Kind::Histogram => &["", "_bucket", "_sum", "_count", "_created"],
        Kind::Summary => &["", "_sum", "_count", "_created"],
        Kind::Info => &["", "_info"],
    }
}

fn joined(prefix: &str, rest: &str) -> String {
    match (prefix, rest) {
        ("", rest) => rest.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, rest) => format!("{prefix}_{rest}"),
    }
}
