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
    /// Two metrics have one name, but not one type, unit, help text, list of labels or list of buckets.
    Mismatch {
        /// The name.
        name: String,
        /// The metric that is registered.
        first: Origin,
        /// The metric that is not.
        second: Origin,
    },
    /// A metric's name, or a prefix, is not `snake_case`, or belongs to the server (`up`, `scrape_…`).
    Name {
        /// The name, or the prefix.
        name: String,
        /// The metric; none where it is the prefix of a registry.
        origin: Option<Origin>,
    },
    /// A label's name is not `snake_case`, reserved or given twice, or its value is empty.
    Label {
        /// The label's name.
        name: String,
        /// The label's value.
        value: String,
        /// What has the label; none where it was given to a registry.
        origin: Option<Origin>,
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
pub enum Origin {
    /// One of a set.
    Set {
        /// The type of the set.
        set: &'static str,
        /// Where the set is defined.
        defined: &'static Location<'static>,
        /// Where it was registered.
        registered: &'static Location<'static>,
    },
    /// One of a tracked function.
    Function {
        /// The name of the function.
        function: &'static str,
        /// The module that it is in, with the crate.
        module: &'static str,
        /// Where it is tracked.
        tracked: &'static Location<'static>,
    },
}

impl RegisterError {
    /// What is not exposed because of it.
    pub(super) fn left_out(&self) -> &'static str {
        match self {
            Self::Duplicate { .. } | Self::Mismatch { .. } => "the second one",
            _ => "this set",
        }
    }
}

impl fmt::Display for RegisterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Duplicate { name, first, second } => duplicate(out, name, first, second),
            Self::Mismatch { name, first, second } => write!(
                out,
                "two metrics are named `{name}`, but differ in type, unit, help, labels or buckets: \
                 one of {first}, and one of {second}"
            ),
            Self::Name { name, origin } => {
                write!(
                    out,
                    "`{name}` cannot name a metric: names are snake_case, and not those of the server \
                     (`up`, `scrape_…`)"
                )?;
                origin.map_or(Ok(()), |origin| write!(out, "; it is one of {origin}"))
            }
            Self::LabelTaken { label, metric, origin } => write!(
                out,
                "the label `{label}` cannot be given to `{metric}`, which has a label of that name: it is one of {origin}"
            ),
            Self::Circle => out.write_str("a registry cannot be exposed by one that it exposes itself"),
            Self::Label { name, value, origin } => {
                write!(
                    out,
                    "the label `{name}=\"{value}\"` cannot be used: names are snake_case, not reserved and given \
                     once, and values are not empty"
                )?;
                origin.map_or(Ok(()), |origin| write!(out, "; it is one of {origin}"))
            }
        }
    }
}

fn duplicate(out: &mut fmt::Formatter<'_>, name: &str, first: &Origin, second: &Origin) -> fmt::Result {
    let are_functions = matches!((first, second), (Origin::Function { .. }, Origin::Function { .. }));
    if are_functions && first == second {
        return write!(
            out,
            "`{name}` of {first} is exposed already: a registry that is reached by two ways needs labels, and two \
             functions of one name need names of their own, `function = \"…\"`"
        );
    }
    write!(out, "two metrics are named `{name}`: one of {first}, and one of {second}")?;
    out.write_str(if are_functions {
        ", of which not the same is recorded; give one of them a name of its own, `function = \"…\"`"
    } else {
        "; if they are instances of one set, use `register_instance`"
    })
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { set, defined, registered } => {
                write!(out, "`{set}` (defined at {defined}, registered at {registered})")
            }
            Self::Function { function, module, tracked } => {
                write!(out, "the function `{function}` of `{module}` (tracked at {tracked})")
            }
        }
    }
}

impl std::error::Error for RegisterError {}
