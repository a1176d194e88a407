//! The values that a label can have, as constant data.

/// The values of a label, in the order of their indices.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Values {
    /// Known to the compiler.
    Fixed(&'static [&'static str]),
    /// Interned while the program runs: at most `capacity` of them, and one more for what came too late.
    Interned {
        /// The greatest number of distinct values, the overflow value not counted.
        capacity: usize,
        /// The values seen so far.
        seen: fn() -> &'static dyn Interned,
    },
}

impl Values {
    /// The number of indices: every value that can ever exist, the overflow value included.
    pub const fn len(&self) -> usize {
        match self {
            Self::Fixed(values) => values.len(),
            Self::Interned { capacity, .. } => capacity.saturating_add(1),
        }
    }

    /// Whether there is no value at all; such a label has no series.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at `index`, or `None` where there is none (yet).
    pub fn get(&self, index: usize) -> Option<&'static str> {
        match self {
            Self::Fixed(values) => values.get(index).copied(),
            Self::Interned { seen, .. } => seen().value(index),
        }
    }
}

/// A set of values that grows while the program runs, up to a fixed number.
pub trait Interned: Sync {
    /// The value at `index`, or `None` where none has been interned yet.
    fn value(&self, index: usize) -> Option<&'static str>;
}

/// One label of a metric: its name and the values it can have.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct LabelSchema {
    /// The label's name on the wire.
    pub name: &'static str,
    /// The label's values.
    pub values: Values,
}

impl LabelSchema {
    /// A label.
    pub const fn new(name: &'static str, values: Values) -> Self {
        Self { name, values }
    }

    /// The label `L` under its own name.
    pub const fn of<L: super::Label>() -> Self {
        Self::named::<L>(L::NAME)
    }

    /// The label `L` under the name that a label set gives it.
    pub const fn named<L: super::Label>(name: &'static str) -> Self {
        Self { name, values: L::VALUES }
    }
}

/// The text is none of the label's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownLabel;

impl std::fmt::Display for UnknownLabel {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("none of the label's values")
    }
}

impl std::error::Error for UnknownLabel {}
