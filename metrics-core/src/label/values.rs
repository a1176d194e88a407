//! The values that a label can have, as constant data.

use crate::check::text::same;

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
    /// Given with each row of a metric whose series are only known when they are read; they are not listed anywhere.
    InRows,
    /// Those of another label, and one more for what has none of them.
    AndOne(&'static Values, &'static str),
}

impl Values {
    /// The number of indices: every value that can ever exist, the overflow value included.
    // Inlined into every `with`, where it is a constant.
    #[inline]
    pub const fn len(&self) -> usize {
        match self {
            Self::Fixed(values) => values.len(),
            Self::InRows => 0,
            Self::Interned { capacity, .. } => capacity.saturating_add(1),
            Self::AndOne(values, _) => values.len().saturating_add(1),
        }
    }

    /// Whether there is no value that could be listed.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether these are the same values in the same order.
    pub(crate) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Fixed(one), Self::Fixed(other)) => one == other,
            (Self::Interned { seen: one, .. }, Self::Interned { seen: other, .. }) => {
                std::ptr::fn_addr_eq(*one, *other)
            }
            (Self::AndOne(one, last), Self::AndOne(other, other_last)) => last == other_last && one.is(other),
            (Self::InRows, Self::InRows) => true,
            _ => false,
        }
    }

    /// `values`, and `one` beside them unless it is one of them (the overflow value of interned ones is `other`).
    pub(crate) const fn and(values: &'static Self, one: &'static str) -> Self {
        let is_there = match values {
            Self::Fixed(_) => values.position(one).is_some(),
            Self::Interned { .. } => same(one, "other"),
            Self::InRows => false,
            Self::AndOne(_, other) => same(one, other),
        };
        if is_there { *values } else { Self::AndOne(values, one) }
    }

    /// The index of a value that is known to the compiler; of interned ones, that of the overflow value.
    pub(crate) const fn position(&self, value: &str) -> Option<usize> {
        match self {
            Self::Fixed(values) => {
                let mut at = 0;
                while at < values.len() {
                    if same(values[at], value) {
                        return Some(at);
                    }
                    at += 1;
                }
                None
            }
            Self::Interned { capacity, .. } => Some(*capacity),
            Self::InRows => None,
            Self::AndOne(values, one) if same(one, value) => Some(values.len()),
            Self::AndOne(values, _) => values.position(value),
        }
    }

    /// The value at `index`, or `None` where there is none (yet).
    pub fn get(&self, index: usize) -> Option<&'static str> {
        match self {
            Self::Fixed(values) => values.get(index).copied(),
            Self::Interned { seen, .. } => seen().value(index),
            Self::InRows => None,
            Self::AndOne(values, one) if index == values.len() => Some(one),
            Self::AndOne(values, _) => values.get(index),
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

    /// A label whose values are given with each row.
    pub const fn in_rows(name: &'static str) -> Self {
        Self { name, values: Values::InRows }
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

#[cfg(test)]
mod tests {
    use super::super::{Label, StatusClass};
    use super::*;

    struct Seen;

    impl Interned for Seen {
        fn value(&self, index: usize) -> Option<&'static str> {
            ["red", "blue", "other"].get(index).copied()
        }
    }

    fn seen() -> &'static dyn Interned {
        &Seen
    }

    fn others() -> &'static dyn Interned {
        // Not the same function as `seen`, also where the linker folds what is equal.
        unreachable!("nobody asks for these values")
    }

    const FIXED: &Values = &Values::Fixed(&["a", "b"]);
    const INTERNED: &Values = &Values::Interned { capacity: 2, seen };
    const ONE_MORE: &Values = &Values::AndOne(FIXED, "none");

    #[test]
    fn each_index_has_its_value() {
        let all =
            |values: &Values| (0..=values.len()).map_while(|index| values.get(index)).collect::<Vec<_>>();
        assert_eq!(all(FIXED), ["a", "b"]);
        assert_eq!(all(INTERNED), ["red", "blue", "other"]);
        assert_eq!(all(ONE_MORE), ["a", "b", "none"]);
        assert_eq!(all(&Values::AndOne(INTERNED, "none")), ["red", "blue", "other", "none"]);
        assert!(all(&Values::InRows).is_empty() && Values::InRows.is_empty() && !FIXED.is_empty());
        let endless = Values::Interned { capacity: usize::MAX, seen };
        assert_eq!((endless.len(), Values::AndOne(&Values::InRows, "none").len()), (usize::MAX, 1));
    }

    #[test]
    fn values_are_the_same_in_the_same_order() {
        let all = [
            *FIXED,
            Values::Fixed(&["b", "a"]),
            *INTERNED,
            Values::Interned { capacity: 2, seen: others },
            Values::InRows,
            *ONE_MORE,
            Values::AndOne(FIXED, "other"),
            Values::AndOne(INTERNED, "none"),
        ];
        for (at, one) in all.iter().enumerate() {
            for (other_at, other) in all.iter().enumerate() {
                assert_eq!(one.is(other), at == other_at, "{one:?} and {other:?}");
            }
        }
    }

    #[test]
    fn what_is_there_is_not_added() {
        for (values, one, added) in [
            (FIXED, "none", true),
            (FIXED, "b", false),
            (INTERNED, "none", true),
            (INTERNED, "other", false),
            (&Values::InRows, "none", true),
            (ONE_MORE, "none", false),
            (ONE_MORE, "other", true),
        ] {
            let both = Values::and(values, one);
            assert_eq!(both.len(), values.len() + usize::from(added), "{values:?} and {one}");
            assert_eq!(both.is(values), !added);
        }
    }

    #[test]
    fn a_value_has_its_position() {
        assert_eq!(["a", "b", "c"].map(|value| FIXED.position(value)), [Some(0), Some(1), None]);
        assert_eq!(INTERNED.position("red"), Some(2), "that of the overflow value");
        assert_eq!(Values::InRows.position("a"), None);
        assert_eq!(["b", "none", "c"].map(|value| ONE_MORE.position(value)), [Some(1), Some(2), None]);
    }

    #[test]
    fn a_label_is_described_by_its_type() {
        let (own, other) = (LabelSchema::of::<StatusClass>(), LabelSchema::named::<StatusClass>("answer"));
        assert_eq!((own.name, other.name), ("status", "answer"));
        assert!(own.values.is(&StatusClass::VALUES) && other.values.is(&own.values));
        let (written, in_rows) = (LabelSchema::new("x", *FIXED), LabelSchema::in_rows("table"));
        assert!(written.name == "x" && written.values.is(FIXED));
        assert!(in_rows.name == "table" && in_rows.values.is(&Values::InRows));
        assert_eq!(UnknownLabel.to_string(), "none of the label's values");
    }
}
