//! `Bounded<N>`: a label whose values are known only at run time, yet few.
//!
//! # What this costs
//!
//! Each string is looked up in a concurrent map when it becomes a label: a hash and a shared lock of one shard. Keep
//! the label, which is `Copy`, where the string is used often. A scrape reads the names without a lock. A name is never
//! forgotten: at most `N` times [`MAX_VALUE_BYTES`], twice, for as long as the program runs.
//!
//! # Memory ordering
//!
//! A position is claimed by a counter that publishes nothing else, so it is `Relaxed`. The name at the position is
//! published by its own `OnceLock`, before the map tells anyone the position: whoever holds a label can read its name.

use dashmap::{DashMap, Entry};

use super::Interned;
use crate::sync::{AtomicUsize, OnceLock, Ordering::Relaxed};

/// The longest value that is kept; a longer one is counted as `other`.
pub const MAX_VALUE_BYTES: usize = 128;

/// At most `N` distinct strings, in the order in which they are first seen; what comes later is `other`.
///
/// ```
/// use metrics_core::{Counter, Label, label::Bounded};
///
/// #[derive(Clone, Copy, Label)]
/// struct Tenant(Bounded<32>);
///
/// fn served(requests: &Counter<Tenant>, tenant: &str) {
///     requests.with(Tenant::from(tenant)).inc();
/// }
/// ```
///
/// An empty string, and one of more than [`MAX_VALUE_BYTES`], is `other`, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bounded<const N: usize> {
    index: u32,
}

/// What a struct that derives [`Label`](macro@crate::Label) may wrap: values that are known at run time, up to a
/// number that is known to the compiler.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a closed set of values, so it cannot be a label",
    label = "a struct that is a label wraps a `Bounded<N>`",
    note = "few values, known only at run time: `#[derive(Clone, Copy, Label)] struct Tenant(Bounded<32>);`",
    note = "a closed set of values: an enum with `#[derive(Clone, Copy, Label)]`",
    note = "identities (user ids, order ids, addresses, raw paths): put them into an exemplar, a log or a trace"
)]
pub trait RunTimeValues: Copy + Send + Sync + 'static {
    /// The greatest number of distinct values, the overflow value not counted.
    const CAPACITY: usize;
    /// The label for `value`.
    fn intern(interner: &Interner, value: &str) -> Self;
    /// The position of this value; [`CAPACITY`](Self::CAPACITY) is that of the overflow value.
    fn index(self) -> usize;
    /// The value at a position, where there is one (yet).
    fn from_index(interner: &Interner, index: usize) -> Option<Self>;
}

impl<const N: usize> RunTimeValues for Bounded<N> {
    const CAPACITY: usize = N;

    fn intern(interner: &Interner, value: &str) -> Self {
        let index = interner.position(value);
        Self { index: u32::try_from(index).unwrap_or(u32::MAX) }
    }

    #[inline]
    fn index(self) -> usize {
        self.index as usize
    }

    fn from_index(interner: &Interner, index: usize) -> Option<Self> {
        interner.value(index)?;
        u32::try_from(index).ok().map(|index| Self { index })
    }
}

/// The values that one label type has seen: each derived label has its own, in a static.
#[derive(Debug)]
pub struct Interner {
    capacity: usize,
    other: &'static str,
    seen: OnceLock<Seen>,
}

/// Exists from the first value on, because a map cannot be a constant.
#[derive(Debug)]
struct Seen {
    positions: DashMap<Box<str>, usize>,
    /// The names, by position; written once each.
    names: Box<[OnceLock<&'static str>]>,
    /// The number of positions that are claimed.
    claimed: AtomicUsize,
}

impl Interner {
    /// No values yet; at most `capacity` of them, then `other`.
    pub const fn new(capacity: usize, other: &'static str) -> Self {
        Self { capacity, other, seen: OnceLock::new() }
    }

    /// The position of `value`, which is given one if there is room.
    fn position(&self, value: &str) -> usize {
        if value.is_empty() || value.len() > MAX_VALUE_BYTES || value == self.other {
            return self.capacity;
        }
        let seen = self.seen.get_or_init(|| Seen::new(self.capacity));
        seen.position(value).unwrap_or(self.capacity)
    }
}

impl Interned for Interner {
    fn value(&self, index: usize) -> Option<&'static str> {
        if index == self.capacity {
            return Some(self.other);
        }
        self.seen.get()?.names.get(index)?.get().copied()
    }
}

impl Seen {
    fn new(capacity: usize) -> Self {
        Self {
            positions: DashMap::new(),
            names: (0..capacity).map(|_| OnceLock::new()).collect(),
            claimed: AtomicUsize::new(0),
        }
    }

    /// `None` if there is no room.
    fn position(&self, value: &str) -> Option<usize> {
        if let Some(position) = self.positions.get(value) {
            return Some(*position);
        }
        // Values that come too late are many: they must not queue for the exclusive lock.
        if self.claimed.load(Relaxed) == self.names.len() {
            return None;
        }
        match self.positions.entry(value.into()) {
            Entry::Occupied(entry) => Some(*entry.get()),
            Entry::Vacant(entry) => {
                let position = self.claim()?;
                // Leaked on purpose: lives as long as the program, and `names` bounds how many there are.
                let name: &'static str = Box::leak(entry.key().clone());
                self.names[position].get_or_init(|| name);
                entry.insert(position);
                Some(position)
            }
        }
    }

    fn claim(&self) -> Option<usize> {
        let capacity = self.names.len();
        let next = |claimed: usize| (claimed < capacity).then_some(claimed + 1);
        self.claimed.fetch_update(Relaxed, Relaxed, next).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounded, Interner, MAX_VALUE_BYTES, RunTimeValues};
    use crate::label::Interned;
    use std::collections::BTreeMap;
    use std::sync::Barrier;
    use std::thread;

    fn intern(interner: &Interner, value: &str) -> usize {
        <Bounded<2>>::intern(interner, value).index()
    }

    #[test]
    fn values_are_numbered_in_order_until_there_is_no_room() {
        static INTERNER: Interner = Interner::new(2, "other");
        let interner = &INTERNER;
        let indices = ["red", "blue", "red", "green", "blue", "green"].map(|value| intern(interner, value));
        assert_eq!(indices, [0, 1, 0, 2, 1, 2]);
        assert_eq!(
            [0, 1, 2, 3].map(|index| interner.value(index)),
            [Some("red"), Some("blue"), Some("other"), None]
        );
    }

    #[test]
    fn what_cannot_be_a_value_is_other() {
        static INTERNER: Interner = Interner::new(2, "rest");
        let interner = &INTERNER;
        let longest = "x".repeat(MAX_VALUE_BYTES);
        assert_eq!(intern(interner, ""), 2);
        assert_eq!(intern(interner, "rest"), 2);
        assert_eq!(intern(interner, &format!("{longest}x")), 2);
        assert_eq!(interner.value(0), None);
        assert_eq!(intern(interner, &longest), 0);
    }

    #[test]
    fn only_values_that_exist_come_back() {
        static INTERNER: Interner = Interner::new(2, "other");
        let interner = &INTERNER;
        assert_eq!(<Bounded<2>>::from_index(interner, 0), None);
        let red = <Bounded<2>>::intern(interner, "red");
        assert_eq!(<Bounded<2>>::from_index(interner, 0), Some(red));
        assert_eq!(<Bounded<2>>::from_index(interner, 1), None);
        assert_eq!(<Bounded<2>>::from_index(interner, 2).map(RunTimeValues::index), Some(2));
        assert_eq!(<Bounded<2>>::from_index(interner, 3), None);
    }

    #[test]
    fn threads_that_race_agree() {
        const THREADS: usize = 8;
        static INTERNER: Interner = Interner::new(50, "other");
        let interner = &INTERNER;
        let values: Vec<String> = (0..80).map(|number| format!("value {number}")).collect();
        let start = Barrier::new(THREADS);
        let seen = thread::scope(|scope| {
            let threads: Vec<_> = (0..THREADS)
                .map(|thread| {
                    let (interner, values, start) = (interner, &values, &start);
                    scope.spawn(move || {
                        start.wait();
                        let mut order: Vec<&String> = values.iter().collect();
                        order.rotate_left(thread * 10);
                        order.into_iter().map(|value| (value, interner.position(value))).collect()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<BTreeMap<_, _>>>()
        });

        for (value, index) in seen.iter().flatten() {
            let name = interner.value(*index).unwrap();
            assert!(*index == 50 || name == *value, "{value} is called {name}");
            assert_eq!(interner.position(value), *index, "{value} has moved");
        }
        let kept = values.iter().filter(|value| interner.position(value) < 50).count();
        assert_eq!(kept, 50);
    }
}
