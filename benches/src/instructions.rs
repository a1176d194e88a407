//! Instructions per operation, under callgrind.
//!
//! `ci/instructions` runs this under valgrind, which writes one profile for each return of [`counted`]. There are two of
//! each contender, of N and of 2N iterations: their difference is N iterations, without what surrounds them.

use crate::suite::{Contender, Suite};

/// N.
pub const TIMES: u64 = 10_240;

/// Runs all contenders, and says in which order.
pub fn run(suite: &Suite, only_ours: bool) {
    let contenders = suite.contenders.iter().filter(|contender| !only_ours || contender.style == crate::suite::Style::Ours);
    for contender in contenders {
        // The first time, a thread allocates its cells and a clock is calibrated.
        (contender.work)(TIMES);
        counted(contender, TIMES);
        counted(contender, 2 * TIMES);
        println!("{}\t{}\t{:?}\t{TIMES}", contender.workload.key(), contender.name, contender.style);
    }
}

/// What callgrind counts; found by its name.
#[inline(never)]
#[unsafe(no_mangle)]
pub extern "Rust" fn metrics_benches_counted(contender: &Contender, times: u64) {
    (contender.work)(times);
}

use metrics_benches_counted as counted;
