//! What an exposition says.

use super::names::Kind;

/// Families, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Exposition {
    pub(super) families: Vec<ParsedFamily>,
}

/// A family: what stands before its samples, and these.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedFamily {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) has_type: bool,
    pub(super) help: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) samples: Vec<ParsedSample>,
}

/// A line with a value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParsedSample {
    /// With its suffix.
    pub name: String,
    /// In the order in which they were written, without escapes.
    pub labels: Vec<(String, String)>,
    /// The value.
    pub value: f64,
    /// The value as it was written: an integer beyond 2^53 is exact here.
    pub written: String,
    /// The time, if one was given.
    pub timestamp: Option<f64>,
    /// What stands after the value.
    pub exemplar: Option<ParsedExemplar>,
}

/// An exemplar.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ParsedExemplar {
    /// In the order in which they were written, without escapes.
    pub labels: Vec<(String, String)>,
    /// What was observed.
    pub value: f64,
    /// When, in seconds since 1970.
    pub timestamp: Option<f64>,
}

impl Exposition {
    /// All families, in their order.
    pub fn families(&self) -> &[ParsedFamily] {
        &self.families
    }

    /// The family with this name.
    pub fn family(&self, name: &str) -> Option<&ParsedFamily> {
        self.families.iter().find(|family| family.name == name)
    }

    /// All samples, in their order.
    pub fn samples(&self) -> impl Iterator<Item = &ParsedSample> {
        self.families.iter().flat_map(|family| &family.samples)
    }

    /// The sample with this name and exactly these labels, in any order.
    pub fn sample(&self, name: &str, labels: &[(&str, &str)]) -> Option<&ParsedSample> {
        let is_it = |sample: &&ParsedSample| {
            let has = |(name, value): &(&str, &str)| {
                sample.labels.iter().any(|(own, text)| own == name && text == value)
            };
            sample.name == name && sample.labels.len() == labels.len() && labels.iter().all(has)
        };
        self.samples().find(is_it)
    }
}

impl ParsedFamily {
    /// The name in `# TYPE`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The type, as the format writes it; `untyped` or `unknown` if none was given.
    pub fn kind(&self) -> &str {
        self.kind.name()
    }

    /// The help text, without escapes.
    pub fn help(&self) -> Option<&str> {
        self.help.as_deref()
    }

    /// The unit.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// The samples, in their order.
    pub fn samples(&self) -> &[ParsedSample] {
        &self.samples
    }

    pub(super) fn new(name: &str) -> Self {
        let name = name.to_owned();
        Self { name, kind: Kind::Unknown, has_type: false, help: None, unit: None, samples: Vec::new() }
    }
}

impl ParsedSample {
    /// The value of a label.
    pub fn label(&self, name: &str) -> Option<&str> {
        self.labels.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The labels that tell series apart: an empty one is none.
    pub(super) fn identity(&self) -> Vec<(String, String)> {
        let mut labels: Vec<_> = self.labels.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
        labels.sort_unstable();
        labels
    }

    /// The labels without that of a bucket, a quantile or a state: what belongs together has the same.
    pub(super) fn group(&self, own: &str) -> Vec<(String, String)> {
        let mut labels = self.identity();
        labels.retain(|(name, _)| name != own);
        labels
    }
}
