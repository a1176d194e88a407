//! Models of the metric types, for loom: what one of them records in two cells, and how it is read.
//!
//! See `cells/models.rs` for what all models have in common.

use std::sync::atomic::Ordering::{Acquire, Release};

use crate::metric::Metric;
use crate::reading::Reading;
use crate::schema::{FieldSpec, Spec};
use crate::sync::AtomicBool;
use crate::sync::exploration::{explore, explore_many, needs, spawn};
use crate::sync::modelled::{Weak, checker::thread::JoinHandle};
use crate::{Counter, Histogram, UpDownCounter};

struct Field;

impl Spec for Field {
    const SPEC: FieldSpec =
        FieldSpec { buckets: Some(&[1.0]), unit: "bytes", ..FieldSpec::new("field", "A field.") };
}

fn leaked<M: Metric<Field>>() -> &'static M {
    let metric = Box::leak(Box::new(M::NEW));
    // Creates what the threads would create too late.
    read(metric);
    metric
}

/// All cells of the metric, as a scrape reads them.
fn read<M: Metric<Field>>(metric: &M) -> Vec<u64> {
    let mut reading = Reading::default();
    reading.reset(&M::SCHEMA);
    metric.read(&mut reading);
    reading.cells().to_vec()
}

fn join<const N: usize>(threads: [JoinHandle<()>; N]) {
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

/// Two scrapes of a counter, while it is counted.
fn counter() {
    let counter: &Counter = leaked();
    let counting = spawn(|| [1, 2].into_iter().for_each(|amount| counter.inc_by(amount)));
    let reading = spawn(|| {
        let (earlier, later) = (read(counter)[0], read(counter)[0]);
        assert!(earlier <= later && [0, 1, 3].contains(&earlier) && [0, 1, 3].contains(&later));
    });
    join([counting, reading]);
    assert_eq!(read(counter), [3]);
}

#[test]
fn loom_counter() {
    explore(300, counter);
}

#[test]
fn loom_counter_needs_chunks_published() {
    needs(Weak::Once("cells/slab.rs"), counter);
}

/// A sum never has what the buckets of the same scrape do not have.
fn histogram() {
    let histogram: &Histogram<(), u64> = leaked();
    let observing = spawn(|| [3, 3].into_iter().for_each(|value| histogram.observe(value)));
    let reading = spawn(|| {
        let [sum, below, above] = read(histogram)[..] else { panic!("a sum and two buckets") };
        assert!(below == 0 && above <= 2 && sum <= 3 * above, "{above} observations, their sum {sum}");
    });
    join([observing, reading]);
    assert_eq!(read(histogram), [6, 0, 2]);
}

#[test]
fn loom_histogram() {
    explore(200, histogram);
}

#[test]
fn loom_histogram_needs_release() {
    needs(Weak::Order("cells/chunk.rs", Release), histogram);
}

#[test]
fn loom_histogram_needs_acquire() {
    needs(Weak::Order("cells/chunk.rs", Acquire), histogram);
}

/// What goes up in one thread and down in another is never below zero, whatever a scrape sees of the two.
fn in_flight() {
    let in_flight: &UpDownCounter = leaked();
    let begun: &AtomicBool = Box::leak(Box::new(AtomicBool::new(false)));
    begun.enter_model();
    let beginning = spawn(|| {
        in_flight.inc();
        begun.store(true, Release);
    });
    let ending = spawn(|| {
        if begun.load(Acquire) {
            in_flight.dec();
        }
    });
    let reading = spawn(|| {
        let seen = read(in_flight)[0] as i64;
        assert!((0..=1).contains(&seen), "{seen} in flight");
    });
    join([beginning, ending, reading]);
}

#[test]
fn loom_in_flight() {
    explore_many(1_000, in_flight);
}

#[test]
fn loom_in_flight_needs_release() {
    needs(Weak::Order("cells/chunk.rs", Release), in_flight);
}

#[test]
fn loom_in_flight_needs_acquire() {
    needs(Weak::Order("cells/chunk.rs", Acquire), in_flight);
}
