//! A slot: the place where one bucket remembers one observation, written and read by any thread without a lock.
//!
//! # Memory ordering
//!
//! A sequence lock of which neither side waits. The sequence is odd while somebody writes.
//!
//! - A writer makes it odd in one attempt and gives up where another one is at it: an exemplar is an example, and there
//!   will be others. `Acquire`: what the writer before it stored comes before what this one stores.
//! - Each word is stored with `Release` after that, and loaded with `Acquire`: a reader that gets a word of a writer also
//!   sees the odd sequence (or a later one) when it compares, and throws away what it has.
//! - The last store is the even sequence, with `Release`. A reader loads it first, with `Acquire`: it gets no words that
//!   are older than the sequence that it compares.

use std::array;

use super::labels::{ExemplarLabels, MAX_BYTES};
use crate::sync::{AtomicU64, OnceLock, Ordering};

/// One observation, as words.
pub(super) struct Slot {
    /// Zero before the first observation.
    sequence: AtomicU64,
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

/// What a slot remembers.
pub(super) struct Remembered {
    pub(super) value: f64,
    pub(super) nanoseconds: u64,
    pub(super) labels: ExemplarLabels,
}

const WORD: usize = size_of::<u64>();
const SHORT: usize = 18;
const LONG: usize = MAX_BYTES / WORD;

/// How often a reader that was disturbed tries again.
const ATTEMPTS: usize = 3;

impl Slot {
    pub(super) fn new() -> Self {
        Self {
            sequence: AtomicU64::new(0),
            value: AtomicU64::new(0),
            nanoseconds: AtomicU64::new(0),
            len: AtomicU64::new(0),
            text: array::from_fn(|_| AtomicU64::new(0)),
            rest: OnceLock::new(),
        }
    }

    /// Creates what its first users would create too late.
    #[cfg(all(test, loom))]
    pub(super) fn enter_model(&self) {
        let others = [&self.sequence, &self.value, &self.nanoseconds, &self.len];
        self.text.iter().chain(others).for_each(AtomicU64::enter_model);
        self.rest.enter_model();
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
        let text = new.labels.as_bytes();
        self.value.store(new.value.to_bits(), Ordering::Release);
        self.nanoseconds.store(new.nanoseconds, Ordering::Release);
        self.len.store(text.len() as u64, Ordering::Release);
        for (word, bytes) in self.words_for(text.len()).zip(text.chunks(WORD)) {
            let mut padded = [0; WORD];
            padded[..bytes.len()].copy_from_slice(bytes);
            word.store(u64::from_le_bytes(padded), Ordering::Release);
        }
        self.sequence.store(odd.wrapping_add(1), Ordering::Release);
        true
    }

    /// What is remembered; `None` if there is nothing, or if writers did not let it be read.
    pub(super) fn read(&self) -> Option<Remembered> {
        (0..ATTEMPTS).find_map(|_| self.read_once())
    }

    fn read_once(&self) -> Option<Remembered> {
        let sequence = self.sequence.load(Ordering::Acquire);
        if sequence == 0 || sequence % 2 != 0 {
            return None;
        }
        let value = f64::from_bits(self.value.load(Ordering::Acquire));
        let nanoseconds = self.nanoseconds.load(Ordering::Acquire);
        let len = usize::try_from(self.len.load(Ordering::Acquire)).ok()?.min(MAX_BYTES);
        let mut text = [0; MAX_BYTES];
        for (word, bytes) in self.words().zip(text[..len].chunks_mut(WORD)) {
            bytes.copy_from_slice(&word.load(Ordering::Acquire).to_le_bytes()[..bytes.len()]);
        }
        let undisturbed = self.sequence.load(Ordering::Relaxed) == sequence;
        undisturbed.then(|| Remembered {
            value,
            nanoseconds,
            labels: ExemplarLabels::from_bytes(&text[..len]),
        })
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
        assert!(slot.read().is_none());
        slot.sequence.fetch_sub(1, Ordering::Relaxed);
        assert_eq!(slot.read().unwrap().nanoseconds, 1);
    }

    #[test]
    fn nobody_reads_half_of_one_and_half_of_another() {
        let (slot, ended) = (Slot::new(), AtomicBool::new(false));
        let read = thread::scope(|scope| {
            let writers = [0, 1].map(|first| {
                let slot = &slot;
                scope.spawn(move || {
                    let numbers = (first..60_000).step_by(2);
                    numbers
                        .filter(|&number| slot.write(&numbered(number, 1 + (number % 120) as usize)))
                        .count()
                })
            });
            let reader = scope.spawn(|| {
                let mut read = 0;
                while !ended.load(Ordering::Relaxed) {
                    if let Some(remembered) = slot.read() {
                        assert!(is_whole(&remembered));
                        read += 1;
                    }
                }
                read
            });
            for writer in writers {
                assert!(writer.join().unwrap() > 0);
            }
            ended.store(true, Ordering::Relaxed);
            reader.join().unwrap()
        });
        assert!(read > 0);
        assert!(is_whole(&slot.read().unwrap()));
    }
}
