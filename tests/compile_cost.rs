//! What the macros and the rules cost a compiler grows with what is written, and not with its square.
#![cfg(unix)]

mod compiler;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;
use std::{fs, mem};

use compiler::run;

/// Twice as much takes twice as long, and four times if each is compared with each.
const AT_MOST: f64 = 3.0;

/// How often all is measured at most: the best of each counts, which others disturbed least.
const ROUNDS: usize = 6;

#[test]
fn twice_as_much_takes_twice_as_long() {
    for (what, number, source) in [("set", 120, set as fn(usize) -> String), ("functions", 50, functions)] {
        let sources = [0, number, 2 * number].map(source);
        let mut best = [Duration::MAX; 3];
        let in_time = (0..ROUNDS).any(|round| {
            for (best, source) in best.iter_mut().zip(&sources) {
                *best = time(what, source).min(*best);
            }
            let [once, twice] = [1, 2].map(|at| best[at].saturating_sub(best[0]).as_secs_f64());
            println!("{what}: {number} take {once:.3} s more than none, {} take {twice:.3} s", 2 * number);
            round > 0 && twice < AT_MOST * once
        });
        assert!(in_time, "{what}: none, {number} and {} take {best:?}", 2 * number);
    }
}

/// A set of so many metrics: of ten, six are counters, two gauges, two histograms.
fn set(metrics: usize) -> String {
    let mut source = "use metrics_core::{Counter, Gauge, Histogram, Metrics};\n#[derive(Metrics)]\n\
        #[metrics(max_series = 100_000)]\npub struct Set {\n"
        .to_owned();
    for number in 0..metrics {
        let kind = ["Counter", "Gauge", "Histogram"][[0, 0, 0, 1, 2, 0, 0, 0, 1, 2][number % 10]];
        let unit = if kind == "Histogram" { "#[metric(unit = \"seconds\")] " } else { "" };
        let _ = writeln!(source, "/// What number {number} is.\n{unit}pub metric_{number}: {kind},");
    }
    source + "}\npub static SET: Set = Set::new();\n"
}

/// So many functions that are tracked, every other one with its own labels.
fn functions(number: usize) -> String {
    let mut source = "use metrics_core::track_metrics;\n".to_owned();
    for number in 0..number {
        let arguments = if number % 2 == 0 { "" } else { "(in_flight)" };
        let _ = writeln!(
            source,
            "#[track_metrics{arguments}]\npub fn function_{number}(text: &str) -> Result<u64, \
             std::num::ParseIntError> {{ let number: u64 = text.parse()?; Ok(number + {number}) }}"
        );
    }
    source
}

/// How long the compiler computes to check the crate.
fn time(what: &str, source: &str) -> Duration {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("compile_cost_{what}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("lib.rs"), source).unwrap();
    let before = time_of_children();
    run("rustc", &["--emit=metadata", "--crate-name=cost"], &folder)
        .unwrap_or_else(|errors| panic!("{errors}"));
    time_of_children().saturating_sub(before)
}

/// What the processes that this one started and that are over have had of a processor.
#[allow(unsafe_code)] // the system's own counters, which the standard library does not ask for
fn time_of_children() -> Duration {
    // SAFETY: zeros are a valid value of this structure of numbers, and the call fills it.
    let usage = unsafe {
        let mut usage: libc::rusage = mem::zeroed();
        assert_eq!(libc::getrusage(libc::RUSAGE_CHILDREN, &raw mut usage), 0);
        usage
    };
    let time = |time: libc::timeval| {
        Duration::from_secs(time.tv_sec.try_into().unwrap())
            + Duration::from_micros(time.tv_usec.try_into().unwrap())
    };
    time(usage.ru_utime) + time(usage.ru_stime)
}
