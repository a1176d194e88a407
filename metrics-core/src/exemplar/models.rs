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

/// Two writers, each of which may give up, and a reader.
fn slot() {
    let slot = Slot::new();
    slot.enter_model();
    let slot: &'static Slot = Box::leak(Box::new(slot));
    let writers = [1, 2].map(|number| spawn(move || slot.write(&numbered(number))));
    let reader = spawn(|| {
        if let Some(read) = slot.read() {
            assert!(read.value == read.nanoseconds as f64 && read.value > 0.0, "{}", read.value);
        }
    });
    let written = writers.map(|writer| writer.join().unwrap());
    reader.join().unwrap();
    assert!(written.contains(&true) && slot.read().is_some());
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
