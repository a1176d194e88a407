//! All families of a registry: names that do not clash.

use std::sync::Arc;

use super::batch::wire_name;
use super::error::RegisterError;
use super::family::{Family, Instance, MemberSource};
use super::set_ref::SetRef;
use crate::check::{is_label_name, is_metric_name};
use crate::schema::{Kind, MemberSchema, MetricSchema, SetSchema};

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
