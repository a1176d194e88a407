//! Names within a set, and within the sets in it.

use super::message::Message;
use super::name::is_of_server;
use super::text::same;
use crate::schema::{Kind, MemberSchema, MetricSchema, SetSchema};

/// For each member of a set, whether a metric in it has the name of an earlier one.
///
/// The endings by which samples of different metrics could meet are refused one by one
/// ([`metric_name`](super::metric_name)), so two metrics clash exactly if their full names are the same.
///
/// # Panics
///
/// If the set has more metrics than a compiler should compare.
#[track_caller]
pub const fn clashes<const MEMBERS: usize>(set: &SetSchema) -> [bool; MEMBERS] {
    let mut seen = Seen { hashes: [0; SLOTS], ordinals: [0; SLOTS], count: 0 };
    let mut clashes = [false; MEMBERS];
    let mut at = 0;
    while at < MEMBERS {
        clashes[at] = clash(set, at, &mut seen).is_some();
        at += 1;
    }
    clashes
}

/// Judges the names in a member of a set, where [`clashes`] found one that is taken.
///
/// # Panics
///
/// If there is one indeed.
#[track_caller]
pub const fn distinct(set: &SetSchema, member: usize, clashes: bool) {
    if !clashes {
        return;
    }
    let mut seen = Seen { hashes: [0; SLOTS], ordinals: [0; SLOTS], count: 0 };
    let mut at = 0;
    while at < member {
        clash(set, at, &mut seen);
        at += 1;
    }
    if let Some(clash) = clash(set, member, &mut seen) {
        clash.fail();
    }
}

/// Judges the names in a set to which no registry adds a prefix.
///
/// # Panics
///
/// If one of them belongs to the server.
#[track_caller]
pub const fn exposed_as_they_are(set: &SetSchema) {
    not_of_server(set, Message::new());
}

#[track_caller]
const fn not_of_server(set: &SetSchema, before: Message) {
    let prefix = before.word(set.prefix);
    let mut at = 0;
    while at < set.members.len() {
        match &set.members[at] {
            MemberSchema::Metric(metric) => {
                let name = full_name(prefix, metric);
                if is_of_server(name.as_str()) {
                    name.of_server();
                }
            }
            MemberSchema::Set { prefix: field, schema } => not_of_server(schema, prefix.word(field)),
        }
        at += 1;
    }
}

const SLOTS: usize = 8192;

/// A hash table of the names so far: comparing each with each takes too long for a compiler.
struct Seen {
    hashes: [u64; SLOTS],
    ordinals: [usize; SLOTS],
    count: usize,
}

/// Remembers the names in a member, and says what the first one that is taken clashes with.
const fn clash(set: &SetSchema, member: usize, seen: &mut Seen) -> Option<Message> {
    let mut clash = None;
    walk(set, &set.members[member], hash(NOTHING, set.prefix), seen, &mut clash);
    clash
}

const fn walk(
    root: &SetSchema,
    member: &MemberSchema,
    prefix: u64,
    seen: &mut Seen,
    clash: &mut Option<Message>,
) {
    match member {
        MemberSchema::Metric(MetricSchema { name, .. }) => {
            let hash = hash(hash(prefix, name.base), name.unit_suffix);
            if let (Some(first), None) = (seen.insert(hash), &clash) {
                *clash = compare(root, first, seen.count - 1);
            }
        }
        MemberSchema::Set { prefix: field, schema } => {
            let prefix = hash(hash(prefix, field), schema.prefix);
            let mut at = 0;
            while at < schema.members.len() {
                walk(root, &schema.members[at], prefix, seen, clash);
                at += 1;
            }
        }
    }
}

/// What to say of two metrics with the same hash, by their positions in the order of [`walk`]; nothing, if their names
/// differ.
const fn compare(root: &SetSchema, mut first: usize, mut second: usize) -> Option<Message> {
    let prefix = Message::new().text(root.prefix);
    match (nth(root, prefix, &mut first), nth(root, prefix, &mut second)) {
        (Some(first), Some(second)) if same(first.2.as_str(), second.2.as_str()) => {
            Some(message(first.2.as_str(), (first.0, first.1), (second.0, second.1)))
        }
        _ => None,
    }
}

const fn message(
    name: &str,
    first: (&MetricSchema, &SetSchema),
    second: (&MetricSchema, &SetSchema),
) -> Message {
    Message::new()
        .text("two metrics are named ")
        .code(name)
        .text(": ")
        .code(first.0.name.written)
        .text(" of ")
        .code(first.1.type_name)
        .text(" and ")
        .code(second.0.name.written)
        .text(" of ")
        .code(second.1.type_name)
        .text(match (first.0.kind, second.0.kind) {
            (Kind::Counter, Kind::Counter) => "",
            (Kind::Counter, _) | (_, Kind::Counter) => " (the `_total` of a counter is no part of its name)",
            _ => "",
        })
        .text("; rename one, or give a nested set a prefix")
}

/// The name with everything that stands before and after it, a counter's `_total` left out.
const fn full_name(prefix: Message, metric: &MetricSchema) -> Message {
    prefix.word(metric.name.base).word(metric.name.unit_suffix)
}

/// The metric at a position in the order of [`walk`], with its set and its name.
const fn nth<'a>(
    set: &'a SetSchema,
    prefix: Message,
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
                let found = nth(schema, prefix.word(field).word(schema.prefix), ahead);
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
    const fn insert(&mut self, hash: u64) -> Option<usize> {
        assert!(self.count < SLOTS / 2, "a metric set has at most 4096 metrics: split it");
        let mut slot = (hash % SLOTS as u64) as usize;
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

/// The hash of no name at all.
const NOTHING: u64 = 0;

/// The hash of a name that goes on with this word, after an underscore if it is not the first; the same for the empty
/// word. Never that of [`NOTHING`], which marks an empty slot, for a word.
///
/// A polynomial modulo a prime, without a product that overflows: to the compiler, a multiplication that wraps around is
/// two calls for each letter.
const fn hash(name: u64, word: &str) -> u64 {
    const PRIME: u64 = (1 << 56) - 5;
    let (mut hash, mut rest) = (name, word.as_bytes());
    if hash != NOTHING && !rest.is_empty() {
        hash = (hash * 131 + b'_' as u64) % PRIME;
    }
    while let [byte, behind @ ..] = rest {
        hash = (hash * 131 + *byte as u64) % PRIME;
        rest = behind;
    }
    if hash == NOTHING && !word.is_empty() { 1 } else { hash }
}
