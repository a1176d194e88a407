//! What the machine could do.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

use crate::input::{self, Input};
use crate::suite::Suite;
use crate::workload::Workload::*;

/// Names that the demands refer to.
pub(crate) const EMPTY: &str = "empty loop";
pub(crate) const FETCH_ADD: &str = "one relaxed fetch_add";
pub(crate) const RAW_PAIR: &str = "two raw time-stamp reads";

static SHARED: AtomicU64 = AtomicU64::new(0);
static BUCKETS: [AtomicU64; 20] = [const { AtomicU64::new(0) }; 20];

thread_local! {
    static OWN: Cell<u64> = const { Cell::new(0) };
    static OWN_BUCKETS: [Cell<u64>; 20] = const { [const { Cell::new(0) }; 20] };
}

pub(crate) fn enter(suite: &mut Suite) {
    enter_empty_loops(suite);
    let cells = || Input::new(|random| random as usize % 20);
    let indices = cells();
    suite
        .limit(FETCH_ADD)
        .does(Counter, |_| SHARED.fetch_add(1, Relaxed))
        .does(CounterLabeled, move |i| BUCKETS[indices.at(i)].fetch_add(1, Relaxed));
    let indices = cells();
    suite
        .limit("a thread-local Cell")
        .does(Counter, |_| OWN.with(bump))
        .does(CounterLabeled, move |i| OWN_BUCKETS.with(|own| bump(&own[indices.at(i)])));
    suite.limit("two relaxed fetch_add").does(InFlight, |_| {
        SHARED.fetch_add(1, Relaxed);
        SHARED.fetch_sub(1, Relaxed)
    });
    let values = input::seconds();
    suite.limit("one relaxed store").does(GaugeSet, move |i| SHARED.store(values.at(i).to_bits(), Relaxed));
    enter_clocks(suite);
}

fn enter_empty_loops(suite: &mut Suite) {
    let (pairs, indices) =
        (input::pairs(&[0_u8, 1, 2, 3], &[0_u8, 1, 2, 3, 4]), Input::among(&[0_u8, 1, 2, 3]));
    let (gauge, values, labeled) = (input::seconds(), input::seconds(), input::seconds());
    let durations = input::durations();
    suite
        .limit(EMPTY)
        .does(Counter, |_| ())
        .does(CounterLabeled, move |i| pairs.at(i))
        .does(InFlight, |_| ())
        .does(GaugeSet, move |i| gauge.at(i))
        .does(Histogram, move |i| values.at(i))
        .does(HistogramDuration, move |i| durations.at(i))
        .does(HistogramLabeled, move |i| (indices.at(i), labeled.at(i)))
        .does(Function, |i| input::work(i as u64))
        .does(AsyncReady, |i| input::run(async move { input::work(i as u64) }))
        .does(AsyncThrice, |i| input::run(input::work_thrice(i as u64)));
}

fn enter_clocks(suite: &mut Suite) {
    let quanta = quanta::Clock::new();
    #[cfg(target_arch = "x86_64")]
    clock(suite, RAW_PAIR, || {
        // SAFETY: every x86-64 processor has the instruction.
        unsafe { std::arch::x86_64::_rdtsc() }
    });
    #[cfg(not(target_arch = "x86_64"))]
    clock(suite, RAW_PAIR, {
        let quanta = quanta.clone();
        move || quanta.raw()
    });
    clock(suite, "two reads of quanta", move || quanta.raw());
    clock(suite, "two reads of Instant", Instant::now);
}

/// A pair of reads around the work, and nothing else.
fn clock<T>(suite: &mut Suite, name: &str, read: impl Fn() -> T + Clone + Send + Sync + 'static) {
    let (sync, ready, thrice) = (read.clone(), read.clone(), read);
    suite
        .limit(name)
        .does(Function, move |i| (sync(), input::work(i as u64), sync()))
        .does(AsyncReady, move |i| {
            let read = &ready;
            input::run(async move { (read(), input::work(i as u64), read()) })
        })
        .does(AsyncThrice, move |i| {
            let read = &thrice;
            input::run(async move { (read(), input::work_thrice(i as u64).await, read()) })
        });
}

fn bump(cell: &Cell<u64>) {
    cell.set(cell.get() + 1);
}
