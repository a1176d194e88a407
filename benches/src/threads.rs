//! Operations per second on one series, from many threads at once.

use std::sync::Barrier;
use std::time::{Duration, Instant};

use crate::results::{PEERS, Results};
use crate::statistics::{round_robin, times_in};
use crate::suite::{Contender, Suite};
use crate::table;
use crate::workload::Workload;

/// One turn of a contender, if its threads did not get into each other's way.
const SLICE: Duration = Duration::from_millis(15);
const ROUNDS: usize = 5;

pub const WORKLOADS: [Workload; 3] = [Workload::Counter, Workload::CounterLabeled, Workload::Histogram];
pub const THREADS: [usize; 3] = [2, 4, 8];

/// The name of the section with these results.
pub fn section(workload: Workload, threads: usize) -> String {
    format!("{}_from_{threads}", workload.key())
}

pub fn run(suite: &Suite, results: &mut Results) {
    for workload in WORKLOADS {
        let contenders = suite.of(workload);
        let times: Vec<u64> = contenders.iter().map(|contender| times_in(SLICE, &*contender.work)).collect();
        for threads in THREADS {
            let figures = round_robin(ROUNDS, contenders.len(), |contender| {
                together(contenders[contender], times[contender], threads)
            });
            for (contender, figure) in contenders.iter().zip(figures) {
                results.add(&section(workload, threads), &contender.name, contender.style, figure);
            }
        }
        print(workload, results);
    }
}

/// Nanoseconds per operation, over all threads.
fn together(contender: &Contender, times: u64, threads: usize) -> f64 {
    let start = Barrier::new(threads);
    let work = || {
        // The first time, a thread allocates.
        (contender.work)(64);
        start.wait();
        let began = Instant::now();
        (contender.work)(times);
        (began, Instant::now())
    };
    let spans: Vec<(Instant, Instant)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads.into_iter().map(|thread| thread.join().expect("nothing panics")).collect()
    });
    let began = spans.iter().map(|span| span.0).min().expect("there are threads");
    let ended = spans.iter().map(|span| span.1).max().expect("there are threads");
    (ended - began).as_secs_f64() * 1e9 / (times * threads as u64) as f64
}

fn print(workload: Workload, results: &Results) {
    println!("### {}, from several threads: million operations per second\n", workload.title());
    let [two, four, eight] = THREADS.map(|threads| section(workload, threads));
    let best = results.best(&eight, PEERS).map(|line| line.figure.median);
    let mut lines: Vec<_> = results.section(&eight).collect();
    lines.sort_by(|left, right| left.figure.median.total_cmp(&right.figure.median));
    let throughput = |section: &str, name: &str| {
        results.of(section, name).map_or_else(String::new, |nanoseconds| table::number(1e3 / nanoseconds))
    };
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            vec![
                table::name(&line.name, line.style),
                throughput(&two, &line.name),
                throughput(&four, &line.name),
                throughput(&eight, &line.name),
                table::ratio(best.unwrap_or_default(), Some(line.figure.median)),
            ]
        })
        .collect();
    table::print(&["contender", "2 threads", "4 threads", "8 threads", "× best peer at 8"], &rows);
}
