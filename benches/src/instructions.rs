//! Instructions per operation, under callgrind.
//!
//! `ci/instructions` runs this under valgrind, which writes one profile for each return of [`metrics_benches_counted`]:
//! two for each contender, of N and of 2N iterations. Their difference is N iterations, without what surrounds them.

use crate::suite::{Contender, Style, Suite};

/// N: a multiple of the period of the input.
const TIMES: u64 = 10_240;

/// Runs all contenders, or ours only, or ours in the named workloads, and says in which order.
pub fn run(suite: &Suite, only_ours: bool, only: &[&str]) {
    for contender in &suite.contenders {
        let named = only.is_empty() || only.iter().any(|key| *key == contender.workload.key());
        if !named || only_ours && contender.style != Style::Ours {
            continue;
        }
        // The first time, a thread allocates its cells and a clock is calibrated.
        (contender.work)(TIMES);
        metrics_benches_counted(contender, TIMES);
        metrics_benches_counted(contender, 2 * TIMES);
        println!("{}\t{}\t{:?}\t{TIMES}", contender.workload.key(), contender.name, contender.style);
    }
}

/// What callgrind counts. It is found by its name.
#[inline(never)]
#[unsafe(no_mangle)]
fn metrics_benches_counted(contender: &Contender, times: u64) {
    (contender.work)(times);
}
