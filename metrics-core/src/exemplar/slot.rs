//! A slot: the place where one bucket remembers one observation, written and read by any thread without a lock.
//!
//! It has room for two: a writer writes over the older one, so the newer one can be read meanwhile, also while a writer has
//! been stopped half-way.
//!
//! # Memory ordering
//!
//! A sequence lock of which neither side waits. The sequence is twice the number of observations written, and odd while
//! somebody writes; observation `n` is in place `n % 2`.
//!
//! - A writer makes it odd in one attempt and gives up where another one is at it: an exemplar is an example, and there
//!   will be others. `Acquire`: what the writers before it stored comes before what this one stores.
//! - Each word is stored with `Release` after that, and loaded with `Acquire`: a reader that gets a word of a later writer
//!   also sees the odd sequence of that one (or a later one) when it compares, and throws away what it has.
//! - The last store is the even sequence, with `Release`. A reader loads it first, with `Acquire`: it gets no words that
//!   are older than the sequence that it compares. The next odd one continues what this one released.

use std::{array, hint};

use super::labels::{ExemplarLabels, MAX_BYTES};
use crate::sync::{AtomicU64, OnceLock, Ordering};

/// Remembers the last observation that was written.
pub(super) struct Slot {
    /// Zero before the first observation.
    sequence: AtomicU64,
    places: [Words; 2],
}

/// One observation, as words.
struct Words {
    /// The bits of a float.
    value: AtomicU64,
    /// Since the Unix epoch.
    nanoseconds: AtomicU64,
    /// The length of the labels' text in bytes.
    len: AtomicU64,
    /// The labels' text: enough for the ids of a trace and a span and as much again.
    text: [AtomicU64; SHORT],
    /// The rest of the text, where there ever was any.
    rest: OnceLock<Box<[AtomicU64; LONG - SHORT]>>,
}

/// The same, copied word by word.
struct Copied {
    value: u64,
    nanoseconds: u64,
    len: usize,
    text: [u8; MAX_BYTES],
}

/// What a slot remembers.
pub(super) struct Remembered {
    pub(super) value: f64,
    pub(super) nanoseconds: u64,
    pub(super) labels: ExemplarLabels,
}

const WORD: usize = size_of::<u64>();
const SHORT: usize = 18;
const LONG: usize = MAX_BYTES / WORD;
/// The bytes of the rest of a text.
#[cfg(all(test, not(loom)))]
pub(super) const REST: usize = size_of::<[AtomicU64; LONG - SHORT]>();

/// How often a reader tries. An attempt fails only if, while it copies some 20 words, one observation is written to its end
/// and another one begun. Beside two threads that do nothing but write, on two cores, that happened to one attempt in a
/// hundred, and to ten in a row in none of two million reads. A hundred are for machines on which nine of ten attempts
/// fail: there, one read in 40,000 is without. They take some 10 µs, and nobody is waited for.
const ATTEMPTS: usize = 100;

impl Slot {
    pub(super) fn new() -> Self {
        Self { sequence: AtomicU64::new(0), places: array::from_fn(|_| Words::new()) }
    }

    /// Creates what its first users would create too late.
    #[cfg(all(test, loom))]
    pub(super) fn enter_model(&self) {
        self.sequence.enter_model();
        self.places.iter().for_each(Words::enter_model);
    }

    /// Remembers this instead, unless another thread is at it.
    pub(super) fn write(&self, new: &Remembered) -> bool {
        let sequence = self.sequence.load(Ordering::Relaxed);
        if sequence % 2 != 0 {
            return false;
        }
        let odd = sequence.wrapping_add(1);
        if self.sequence.compare_exchange(sequence, odd, Ordering::Acquire, Ordering::Relaxed).is_err() {
            return false;
        }
        let even = odd.wrapping_add(1);
        self.place(even).store(new);
        self.sequence.store(even, Ordering::Release);
        true
    }

    /// What is remembered; `None` if there is nothing, or if writers disturbed each of many attempts.
    pub(super) fn read(&self) -> Option<Remembered> {
        for _ in 0..ATTEMPTS {
            let sequence = self.sequence.load(Ordering::Acquire);
            let even = sequence - sequence % 2;
            if even == 0 {
                return None;
            }
            let copy = self.place(even).copy();
            // The next one is written to the other place, the one after it to this.
            if self.sequence.load(Ordering::Relaxed).wrapping_sub(even) <= 2 {
                return Some(copy.remembered());
            }
            hint::spin_loop();
        }
        None
    }

    /// Where the observation is that ends with this sequence.
    fn place(&self, even: u64) -> &Words {
        let [first, second] = &self.places;
        if even % 4 == 0 { first } else { second }
    }
}

impl Words {
    fn new() -> Self {
        Self {
            value: AtomicU64::new(0),
            nanoseconds: AtomicU64::new(0),
            len: AtomicU64::new(0),
            text: array::from_fn(|_| AtomicU64::new(0)),
            rest: OnceLock::new(),
        }
    }

    #[cfg(all(test, loom))]
    fn enter_model(&self) {
        let others = [&self.value, &self.nanoseconds, &self.len];
        self.text.iter().chain(others).for_each(AtomicU64::enter_model);
        self.rest.enter_model();
    }

    fn store(&self, new: &Remembered) {
        let text = new.labels.as_bytes();
        self.value.store(new.value.to_bits(), Ordering::Release);
        self.nanoseconds.store(new.nanoseconds, Ordering::Release);
        self.len.store(text.len() as u64, Ordering::Release);
        for (word, bytes) in self.words_for(text.len()).zip(text.chunks(WORD)) {
            let mut padded = [0; WORD];
            padded[..bytes.len()].copy_from_slice(bytes);
            word.store(u64::from_le_bytes(padded), Ordering::Release);
        }
    }

    /// What is there now, be it parts of several.
    fn copy(&self) -> Copied {
        let value = self.value.load(Ordering::Acquire);
        let nanoseconds = self.nanoseconds.load(Ordering::Acquire);
        let len =
            usize::try_from(self.len.load(Ordering::Acquire)).map_or(MAX_BYTES, |len| len.min(MAX_BYTES));
        let mut text = [0; MAX_BYTES];
        for (word, bytes) in self.words().zip(text[..len].chunks_mut(WORD)) {
            bytes.copy_from_slice(&word.load(Ordering::Acquire).to_le_bytes()[..bytes.len()]);
        }
        Copied { value, nanoseconds, len, text }
    }

    /// Words with room for `len` bytes.
    fn words_for(&self, len: usize) -> impl Iterator<Item = &AtomicU64> {
        if len > SHORT * WORD {
            self.rest.get_or_init(|| Box::new(array::from_fn(|_| AtomicU64::new(0))));
        }
        self.words()
    }

    fn words(&self) -> impl Iterator<Item = &AtomicU64> {
        self.text.iter().chain(self.rest.get().into_iter().flat_map(|rest| rest.iter()))
    }
}

impl Copied {
    fn remembered(&self) -> Remembered {
        Remembered {
            value: f64::from_bits(self.value),
            nanoseconds: self.nanoseconds,
            labels: ExemplarLabels::from_bytes(&self.text[..self.len]),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;

    use super::{Remembered, Slot};
    use crate::exemplar::ExemplarLabels;

    fn numbered(number: u64, len: usize) -> Remembered {
        let text = char::from(b'a' + (number % 26) as u8).to_string().repeat(len);
        let labels = ExemplarLabels::from([("n", text.as_str())]);
        Remembered { value: number as f64, nanoseconds: number, labels }
    }

    /// Whether all parts of it were written together.
    fn is_whole(read: &Remembered) -> bool {
        let (_, text) = read.labels.iter().next().unwrap();
        let expected = numbered(read.nanoseconds, text.chars().count());
        read.value == expected.value && read.labels == expected.labels
    }

    #[test]
    fn remembers_the_last_one_short_or_long() {
        let slot = Slot::new();
        assert!(slot.read().is_none());
        let longest = "\u{1F980}".repeat(127);
        for text in ["", "x", "0123456789abcdef", longest.as_str(), "short again"] {
            let labels = ExemplarLabels::from([("n", text)]);
            assert!(slot.write(&Remembered { value: -1.5, nanoseconds: 7, labels: labels.clone() }));
            let read = slot.read().unwrap();
            assert_eq!((read.value, read.nanoseconds, read.labels), (-1.5, 7, labels));
        }
    }

    #[test]
    fn a_writer_that_finds_another_one_gives_up() {
        let slot = Slot::new();
        slot.write(&numbered(1, 10));
        slot.sequence.fetch_add(1, Ordering::Relaxed);
        assert!(!slot.write(&numbered(2, 10)));
        assert_eq!(slot.read().unwrap().nanoseconds, 1);
    }

    #[test]
    fn a_writer_that_was_stopped_half_way_hides_nothing() {
        let slot = Slot::new();
        for number in 1..4 {
            slot.write(&numbered(number, 10));
            let before = slot.sequence.fetch_add(1, Ordering::Relaxed);
            slot.place(before + 2).value.store(f64::NAN.to_bits(), Ordering::Relaxed);
            assert_eq!(slot.read().unwrap().nanoseconds, number);
            slot.sequence.store(before, Ordering::Relaxed);
        }
    }

    #[test]
    fn readers_get_whole_ones_and_always_one() {
        const READS: usize = 20_000;
        let (slot, ended) = (Slot::new(), AtomicBool::new(false));
        slot.write(&numbered(0, 1));
        thread::scope(|scope| {
            let writers = [0, 1].map(|first| {
                let (slot, ended) = (&slot, &ended);
                scope.spawn(move || {
                    let numbers = (first..).step_by(2).take_while(|_| !ended.load(Ordering::Relaxed));
                    numbers
                        .filter(|&number| slot.write(&numbered(number, 1 + (number % 120) as usize)))
                        .count()
                })
            });
            let missed = (0..READS).filter(|_| match slot.read() {
                Some(remembered) => {
                    assert!(is_whole(&remembered));
                    false
                }
                None => true,
            });
            let missed = missed.count();
            ended.store(true, Ordering::Relaxed);
            let written: usize = writers.into_iter().map(|writer| writer.join().unwrap()).sum();
            assert_eq!(missed, 0, "of {READS}, beside {written} that were written");
            assert!(written > READS / 100, "{written}");
        });
    }
}
