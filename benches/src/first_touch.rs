//! The first operation of a thread.

use std::sync::mpsc;
use std::time::Instant;

use crate::results::Results;
use crate::statistics::{Figure, round_robin};
use crate::suite::{Contender, Suite};
use crate::table;
use crate::workload::Workload;

const THREADS: usize = 100;

/// The name of the section with these results.
pub fn section(workload: Workload, kind: &str) -> String {
    format!("first_{}_{kind}", workload.key())
}

pub fn run(suite: &Suite, results: &mut Results) {
    for workload in [Workload::Counter, Workload::Histogram] {
        let contenders = suite.of(workload);
        for contender in &contenders {
            let figure = beside_each_other(contender);
            results.add(&section(workload, "new"), &contender.name, contender.style, figure);
        }
        let figures = round_robin(THREADS, contenders.len(), |contender| {
            std::thread::scope(|scope| {
                scope.spawn(|| first(contenders[contender])).join().expect("nothing panics")
            })
        });
        for (contender, figure) in contenders.iter().zip(figures) {
            results.add(&section(workload, "successor"), &contender.name, contender.style, figure);
        }
        print(workload, results);
    }
}

/// Many threads that live at the same time.
fn beside_each_other(contender: &Contender) -> Figure {
    let samples = std::thread::scope(|scope| {
        let mut alive = Vec::new();
        let mut samples = Vec::new();
        for _ in 0..THREADS {
            let ((done, measured), (end, ended)) = (mpsc::channel(), mpsc::channel::<()>());
            scope.spawn(move || {
                done.send(first(contender)).expect("somebody waits for it");
                let _ = ended.recv();
            });
            samples.push(measured.recv().expect("nothing panics"));
            alive.push(end);
        }
        samples
    });
    Figure::new(samples)
}

/// Nanoseconds that the first operation of this thread takes, with the clock's.
fn first(contender: &Contender) -> f64 {
    let start = Instant::now();
    (contender.work)(1);
    start.elapsed().as_secs_f64() * 1e9
}

fn print(workload: Workload, results: &Results) {
    println!("### First operation of a thread, ns: {}\n", workload.title());
    let (new, successor) = (section(workload, "new"), section(workload, "successor"));
    let mut lines: Vec<_> = results.section(&new).collect();
    lines.sort_by(|left, right| left.figure.median.total_cmp(&right.figure.median));
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let after = results.of(&successor, &line.name).unwrap_or_default();
            vec![table::name(&line.name, line.style), table::number(line.figure.median), table::number(after)]
        })
        .collect();
    table::print(&["contender", "a thread beside others", "a thread after another"], &rows);
}
