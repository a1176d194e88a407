//! What can go wrong when something is registered.

use std::fmt;
use std::panic::Location;

/// Why a set was not registered.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RegisterError {
    /// Two metrics have one name, and nothing tells them apart.
    Duplicate {
        /// The name.
        name: String,
        /// The metric that is registered.
        first: Origin,
        /// The metric that is not.
        second: Origin,
    },
    /// Two metrics have one name, but not one type, unit, help text or list of labels.
    Mismatch {
        /// The name.
        name: String,
        /// The metric that is registered.
        first: Origin,
        /// The metric that is not.
        second: Origin,
    },
    /// A metric's name, or a prefix, is not `snake_case`, or belongs to the server (`up`, `scrape_…`).
    Name(String),
    /// A label's name is not `snake_case`, reserved or given twice, or its value is empty.
    Label {
        /// The label's name.
        name: String,
        /// The label's value.
        value: String,
    },
    /// A label of the instance or of the registry is one that the metric has itself.
    LabelTaken {
        /// The label's name.
        label: String,
        /// The metric's name.
        metric: String,
        /// The metric.
        origin: Origin,
    },
    /// A registry was to be exposed by one that it exposes itself.
    Circle,
}

/// Where a registered metric comes from.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The type of the set.
    pub set: &'static str,
    /// Where the set is defined.
    pub defined: &'static Location<'static>,
    /// Where it was registered.
    pub registered: &'static Location<'static>,
}

impl fmt::Display for RegisterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate { name, first, second } => write!(
                out,
                "two metrics are named `{name}`: one of {first}, and one of {second}; \
                 if they are instances of one set, use `register_instance`"
            ),
            Self::Mismatch { name, first, second } => write!(
                out,
                "two metrics are named `{name}`, but differ in type, unit, help or labels: one of {first}, and one of {second}"
            ),
            Self::Name(name) => {
                write!(
                    out,
                    "`{name}` cannot name a metric: names are snake_case, and not those of the server"
                )
            }
            Self::LabelTaken { label, metric, origin } => write!(
                out,
                "the label `{label}` cannot be given to `{metric}`, which has a label of that name: it is one of {origin}"
            ),
            Self::Circle => out.write_str("a registry cannot be exposed by one that it exposes itself"),
            Self::Label { name, value } => write!(
                out,
                "the label `{name}=\"{value}\"` cannot be used: names are snake_case, not reserved and given once, \
                 and values are not empty"
            ),
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "`{}` (defined at {}, registered at {})", self.set, self.defined, self.registered)
    }
}

impl std::error::Error for RegisterError {}
