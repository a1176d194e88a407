//! All families of a registry: names that do not clash.

use std::ptr;
use std::sync::Arc;

use super::batch::wire_name;
use super::collecting::Collecting;
use super::error::RegisterError;
use super::family::{Family, Instance, MemberSource};
use crate::check::{is_label_name, is_metric_name};
use crate::filter::Filter;
use crate::schema::{Kind, MemberSchema, MetricSchema, SetSchema};

/// The families of a registry, in the order in which they were registered.
#[derive(Clone, Default)]
pub(super) struct Families {
    pub(super) list: Vec<Arc<Family>>,
    /// What they are made of.
    instances: Vec<Arc<Instance>>,
}

impl Families {
    /// Adds the metrics of one more set, or of one more collector: all of them, or none.
    pub(super) fn add_instance(&mut self, instance: Instance) -> Result<(), RegisterError> {
        let instance = Arc::new(instance);
        let schema = instance.provider.schema();
        let added = self.add_set(&instance.prefix, schema, &instance, &mut Vec::new());
        match added {
            Ok(()) => self.instances.push(instance),
            Err(_) => drop(self.remove_metrics(|other| ptr::eq(other, &raw const *instance))),
        }
        added
    }

    /// Removes what was registered and is such a thing, and says whether there was any.
    pub(super) fn remove(&mut self, is_it: impl Fn(&Instance) -> bool) -> bool {
        self.instances.retain(|instance| !is_it(instance));
        self.remove_metrics(is_it)
    }

    /// What was registered, in this order.
    pub(super) fn instances(&self) -> &[Arc<Instance>] {
        &self.instances
    }

    /// The collectors that have a family which is asked for, each once: there may be several ways to one.
    pub(super) fn collectors(&self, filter: &Filter) -> Vec<&Arc<Collecting>> {
        let mut collectors: Vec<&Arc<Collecting>> = Vec::new();
        for collector in self.instances.iter().filter_map(|instance| instance.provider.collector()) {
            let is_known = collectors.iter().any(|known| Arc::ptr_eq(known, collector));
            if !is_known && (filter.is_all() || self.is_wanted(collector, filter)) {
                collectors.push(collector);
            }
        }
        collectors
    }

    fn is_wanted(&self, collector: &Arc<Collecting>, filter: &Filter) -> bool {
        let has_it = |family: &Family| {
            let mut sources = family.members.iter().flat_map(|member| &member.sources);
            sources.any(|source| {
                source.instance.provider.collector().is_some_and(|own| Arc::ptr_eq(own, collector))
            })
        };
        self.list.iter().any(|family| is_admitted(family, filter) && has_it(family))
    }

    fn remove_metrics(&mut self, is_it: impl Fn(&Instance) -> bool) -> bool {
        let has_it = |family: &Family| {
            family.members.iter().any(|member| member.sources.iter().any(|source| is_it(&source.instance)))
        };
        let mut found = false;
        for family in &mut self.list {
            found |= has_it(family) && Arc::make_mut(family).remove(&is_it);
        }
        self.list.retain(|family| !family.members.is_empty());
        found
    }

    fn add_set(
        &mut self,
        prefix: &str,
        schema: &SetSchema,
        instance: &Arc<Instance>,
        path: &mut Vec<usize>,
    ) -> Result<(), RegisterError> {
        let prefix = joined(prefix, schema.prefix);
        for (position, member) in schema.members.iter().enumerate() {
            path.push(position);
            match member {
                MemberSchema::Metric(metric) => {
                    let source =
                        MemberSource { instance: Arc::clone(instance), path: path.as_slice().into() };
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
        let place = match self.list.iter().position(|family| family.name() == name) {
            Some(place) => place,
            None => self.open(name, schema, &source)?,
        };
        Arc::make_mut(&mut self.list[place]).add(schema, source)
    }

    /// Opens a family, unless its samples would meet those of another one.
    fn open(
        &mut self,
        name: &str,
        schema: MetricSchema,
        source: &MemberSource,
    ) -> Result<usize, RegisterError> {
        if let Some(other) = self.list.iter().find(|other| samples_meet(other, name, schema.kind)) {
            return Err(other.mismatch(name, source.instance.origin()));
        }
        self.list.push(Arc::new(Family::new(name.to_owned(), schema)));
        Ok(self.list.len() - 1)
    }
}

/// Whether a family is asked for.
pub(super) fn is_admitted(family: &Family, filter: &Filter) -> bool {
    filter.admits(family.name(), suffixes(family.schema().kind))
}

/// Judges what the compiler has not seen: a set that is written by hand, and the labels of an instance beside its own.
fn check_names(name: &str, schema: &MetricSchema, source: &MemberSource) -> Result<(), RegisterError> {
    let origin = source.instance.origin();
    if !is_metric_name(name) {
        return Err(RegisterError::Name { name: name.to_owned(), origin: Some(origin) });
    }
    let own = schema.labels.iter().map(|label| wire_name(name, schema.kind, label));
    let own: Vec<&str> = own.chain(schema.info.iter().map(|label| label.name)).collect();
    let clash = source.instance.labels.iter().find(|(label, _)| own.contains(&label.as_str()));
    if let Some((label, _)) = clash {
        let (label, metric) = (label.clone(), name.to_owned());
        return Err(RegisterError::LabelTaken { label, metric, origin });
    }
    match own.iter().find(|label| !is_label_name(label)) {
        Some(label) => {
            let (name, value) = ((*label).to_owned(), String::new());
            Err(RegisterError::Label { name, value, origin: Some(origin) })
        }
        None => Ok(()),
    }
}

/// Whether a sample of one family has the name of a sample of another.
fn samples_meet(family: &Family, name: &str, kind: Kind) -> bool {
    let is_sample = |one: &str, suffix: &str, other: &str, ending: &str| {
        one.len() + suffix.len() == other.len() + ending.len()
            && one.bytes().chain(suffix.bytes()).eq(other.bytes().chain(ending.bytes()))
    };
    suffixes(family.schema().kind)
        .iter()
        .any(|suffix| suffixes(kind).iter().any(|ending| is_sample(family.name(), suffix, name, ending)))
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

pub(super) fn joined(prefix: &str, rest: &str) -> String {
    match (prefix, rest) {
        ("", rest) => rest.to_owned(),
        (prefix, "") => prefix.to_owned(),
        (prefix, rest) => format!("{prefix}_{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use std::panic::Location;
    use std::time::SystemTime;

    use super::*;
    use crate::counter::Counter;
    use crate::metric::{Member, Metric, Metrics};
    use crate::registry::provider::Provider;
    use crate::schema::{FieldSpec, Number, Spec};

    #[test]
    fn no_sample_of_one_family_is_named_like_one_of_another() {
        use Kind::{Counter, Gauge, Histogram, Info, Summary};
        for (one, kind, other, other_kind, meet) in [
            ("x", Counter, "x_total", Gauge, true),
            ("x", Counter, "x_totals", Gauge, false),
            ("x", Counter, "x_created", Gauge, true),
            ("wait", Histogram, "wait_count", Counter, true),
            ("wait", Histogram, "wait_bucket", Gauge, true),
            ("wait", Summary, "wait_bucket", Gauge, false),
            ("wait", Summary, "wait_sum", Gauge, true),
            ("build", Info, "build_info", Gauge, true),
            ("x", Gauge, "y", Gauge, false),
        ] {
            let schema = |kind| MetricSchema::new(&FieldSpec::new("x", "Help."), kind, Number::F64, &[]);
            let family = |name: &str, kind| Family::new(name.to_owned(), schema(kind));
            assert_eq!(samples_meet(&family(one, kind), other, other_kind), meet, "{one} and {other}");
            assert_eq!(samples_meet(&family(other, other_kind), one, kind), meet, "{other} and {one}");
        }
    }

    #[test]
    fn what_is_refused_takes_nothing_else_along() {
        struct Job;
        impl Spec for Job {
            const SPEC: FieldSpec = FieldSpec::new("jobs", "Jobs done.");
        }
        struct Jobs(Counter);
        impl Metrics for Jobs {
            const SCHEMA: &'static SetSchema = &SetSchema {
                type_name: "Jobs",
                prefix: "",
                members: &[MemberSchema::Metric(<Counter as Metric<Job>>::SCHEMA)],
                location: Location::caller(),
            };

            fn member(&self, _index: usize) -> Option<Member<'_>> {
                Some(Member::Metric(&self.0))
            }
        }
        let instance = || Instance {
            provider: Provider::Set(Arc::new(Jobs(<Counter as Metric<Job>>::NEW)).into()),
            prefix: Arc::from(""),
            // The one and only, in the standard library, that is empty.
            labels: Arc::default(),
            registered: Location::caller(),
            created: SystemTime::UNIX_EPOCH,
            function: None,
        };
        let mut families = Families::default();
        families.add_instance(instance()).unwrap();
        families.add_instance(instance()).unwrap_err();
        assert_eq!((families.list.len(), families.instances.len()), (1, 1));
    }

    #[test]
    fn names_are_joined_where_there_are_two() {
        assert_eq!([joined("a", "b"), joined("", "b"), joined("a", "")], ["a_b", "b", "a"]);
    }
}
