//! Models of a slot, for loom: nobody reads half of one observation and half of another.
//!
//! See `cells/models.rs` for what all models have in common.

use std::sync::atomic::Ordering::{Acquire, Release};

use super::ExemplarLabels;
use super::slot::{Remembered, Slot};
use crate::sync::exploration::{explore_many, needs, spawn};
use crate::sync::modelled::Weak;

fn numbered(number: u64) -> Remembered {
    Remembered { value: number as f64, nanoseconds: number, labels: ExemplarLabels::from([("n", "")]) }
}

/// Two writers, each of which may give up, and a reader. One is there before, whose place the second writer takes: it may
/// disturb the reader once, who gets one in any case.
fn slot() {
    let slot = Slot::new();
    slot.enter_model();
    let slot: &'static Slot = Box::leak(Box::new(slot));
    slot.write(&numbered(1));
    let writers = [2, 3].map(|number| spawn(move || slot.write(&numbered(number))));
    let reader = spawn(|| {
        let read = slot.read().expect("one of them");
        assert!(read.value == read.nanoseconds as f64 && read.value > 0.0, "{}", read.value);
    });
    let written = writers.map(|writer| writer.join().unwrap());
    reader.join().unwrap();
    let last = slot.read().expect("one of them");
    assert!(written.contains(&true) && last.value > 1.0);
}

#[test]
fn loom_slot() {
    explore_many(1_000, slot);
}

#[test]
fn loom_slot_needs_release() {
    needs(Weak::Order("exemplar/slot.rs", Release), slot);
}

#[test]
fn loom_slot_needs_acquire() {
    needs(Weak::Order("exemplar/slot.rs", Acquire), slot);
}
