//! The rows of one metric, by the values of their labels.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use crate::reading::Reading;

/// Rows in the order of their label values, which is the same in each scrape, in whatever order they come.
#[derive(Clone)]
pub(super) struct Table<const N: usize, C> {
    max: usize,
    rows: BTreeMap<[Box<str>; N], C>,
    refused: Refused,
}

/// How many rows were left out, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refused {
    /// Because there were as many as there can be.
    pub beyond_limit: u64,
    /// Because there was one with the same labels.
    pub duplicate: u64,
    /// Because their type cannot have the value: a counter that is negative, buckets that do not add up.
    pub impossible: u64,
}

impl<const N: usize, C: AsRef<[u64]>> Table<N, C> {
    pub(super) const fn new(max: usize) -> Self {
        Self { max, rows: BTreeMap::new(), refused: Refused { beyond_limit: 0, duplicate: 0, impossible: 0 } }
    }

    /// Takes a row in, unless there is a reason not to. `None` stands for a value that cannot be.
    pub(super) fn push(&mut self, labels: [&str; N], cells: Option<C>) {
        let Some(cells) = cells else {
            self.refused.impossible += 1;
            return;
        };
        let is_full = self.rows.len() >= self.max;
        match self.rows.entry(labels.map(Box::from)) {
            Entry::Occupied(_) => self.refused.duplicate += 1,
            Entry::Vacant(_) if is_full => self.refused.beyond_limit += 1,
            Entry::Vacant(place) => drop(place.insert(cells)),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn refused(&self) -> Refused {
        self.refused
    }

    pub(super) fn read(&self, reading: &mut Reading) {
        for (labels, cells) in &self.rows {
            reading.push_row(labels.iter().map(|value| &**value), cells.as_ref().iter().copied());
        }
        reading.refuse(self.refused);
    }
}

impl Refused {
    /// All of them.
    pub fn total(self) -> u64 {
        self.beyond_limit + self.duplicate + self.impossible
    }
}

impl std::ops::AddAssign for Refused {
    fn add_assign(&mut self, other: Self) {
        self.beyond_limit += other.beyond_limit;
        self.duplicate += other.duplicate;
        self.impossible += other.impossible;
    }
}
