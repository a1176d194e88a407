//! Names within a set, and within the sets in it.

use super::message::Message;
use super::text::same;
use crate::schema::{MemberSchema, MetricSchema, SetSchema};

/// Judges the names of a set's metrics together.
///
/// The endings by which samples of different metrics could meet are refused one by one
/// ([`metric_name`](super::metric_name)), so two metrics clash exactly if their full names are the same.
///
/// # Panics
///
/// If two metrics have one name, also if one of them is in a nested set.
#[track_caller]
#[allow(clippy::large_stack_arrays)] // on the compiler's stack, not on a thread's
pub const fn set(set: &SetSchema) {
    let mut seen = Seen { hashes: [0; SLOTS], ordinals: [0; SLOTS], count: 0 };
    walk(set, set, &Message::new().text(set.prefix), &mut seen);
}

const SLOTS: usize = 8192;

/// A hash table of the names so far: comparing each with each takes too long for a compiler.
struct Seen {
    hashes: [usize; SLOTS],
    ordinals: [usize; SLOTS],
    count: usize,
}

#[track_caller]
const fn walk(root: &SetSchema, set: &SetSchema, prefix: &Message, seen: &mut Seen) {
    let mut at = 0;
    while at < set.members.len() {
        match &set.members[at] {
            MemberSchema::Metric(metric) => {
                let name = full_name(prefix, metric);
                if let Some(ordinal) = seen.insert(hash(name.as_str())) {
                    refuse_if_same(root, ordinal, &name, (metric, set));
                }
            }
            MemberSchema::Set { prefix: field, schema } => {
                walk(root, schema, &prefix.word(field).word(schema.prefix), seen);
            }
        }
        at += 1;
    }
}

/// Refuses the second of two metrics whose hashes are the same, unless only the hashes are.
#[track_caller]
const fn refuse_if_same(
    root: &SetSchema,
    ordinal: usize,
    name: &Message,
    second: (&MetricSchema, &SetSchema),
) {
    let mut ahead = ordinal;
    let Some((first, first_set, first_name)) = nth(root, &Message::new().text(root.prefix), &mut ahead)
    else {
        return;
    };
    if same(first_name.as_str(), name.as_str()) {
        Message::new()
            .text("two metrics are named ")
            .code(name.as_str())
            .text(": ")
            .code(first.name.written)
            .text(" of ")
            .code(first_set.type_name)
            .text(" and ")
            .code(second.0.name.written)
            .text(" of ")
            .code(second.1.type_name)
            .text("; rename one, or give a nested set a prefix")
            .fail()
    }
}

/// The name with everything that stands before and after it, a counter's `_total` left out.
const fn full_name(prefix: &Message, metric: &MetricSchema) -> Message {
    prefix.word(metric.name.base).word(metric.name.unit_suffix)
}

/// The metric at a position in the order of [`walk`], with its set and its name.
const fn nth<'a>(
    set: &'a SetSchema,
    prefix: &Message,
    ahead: &mut usize,
) -> Option<(&'a MetricSchema, &'a SetSchema, Message)> {
    let mut at = 0;
    while at < set.members.len() {
        match &set.members[at] {
            MemberSchema::Metric(metric) => {
                if *ahead == 0 {
                    return Some((metric, set, full_name(prefix, metric)));
                }
                *ahead -= 1;
            }
            MemberSchema::Set { prefix: field, schema } => {
                let found = nth(schema, &prefix.word(field).word(schema.prefix), ahead);
                if found.is_some() {
                    return found;
                }
            }
        }
        at += 1;
    }
    None
}

impl Seen {
    /// Remembers a hash; if it was there already, says which one it was.
    #[track_caller]
    const fn insert(&mut self, hash: usize) -> Option<usize> {
        assert!(self.count < SLOTS / 2, "a metric set has at most 4096 metrics: split it");
        let mut slot = hash % SLOTS;
        let mut found = None;
        while self.hashes[slot] != 0 {
            if self.hashes[slot] == hash && found.is_none() {
                found = Some(self.ordinals[slot]);
            }
            slot = (slot + 1) % SLOTS;
        }
        self.hashes[slot] = hash;
        self.ordinals[slot] = self.count;
        self.count += 1;
        found
    }
}

/// FNV-1a, folded to the size of a pointer; never zero, which marks an empty slot.
#[allow(clippy::cast_possible_truncation)] // a hash, folded first
const fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    let folded = (hash ^ (hash >> 32)) as usize;
    if folded == 0 { 1 } else { folded }
}
