//! Nanoseconds per operation, on one thread.

use std::time::{Duration, Instant};

use crate::limits;
use crate::results::{PEERS, Results};
use crate::statistics::{Figure, round_robin, times_in};
use crate::suite::Suite;
use crate::table;
use crate::workload::Workload;

/// One turn of a contender.
const SLICE: Duration = Duration::from_micros(400);
const ROUNDS: usize = 201;

/// Measures the contenders of a workload and prints them, the best first.
pub fn run(suite: &Suite, workload: Workload, results: &mut Results) {
    let contenders = suite.of(workload);
    let times: Vec<u64> = contenders.iter().map(|contender| times_in(SLICE, &*contender.work)).collect();
    let figures = round_robin(ROUNDS, contenders.len(), |contender| {
        let start = Instant::now();
        (contenders[contender].work)(times[contender]);
        start.elapsed().as_secs_f64() * 1e9 / times[contender] as f64
    });
    let empty = contenders.iter().position(|contender| contender.name == limits::EMPTY);
    let body = empty.filter(|_| workload.has_body()).map_or(0.0, |empty| figures[empty].median);
    for (contender, figure) in contenders.iter().zip(figures) {
        results.add(workload.key(), &contender.name, contender.style, without(figure, body));
    }
    print(workload, results);
}

/// A figure without what the body of the iteration takes.
fn without(figure: Figure, body: f64) -> Figure {
    Figure {
        median: figure.median - body,
        min: figure.min - body,
        lower: figure.lower - body,
        upper: figure.upper - body,
    }
}

fn print(workload: Workload, results: &Results) {
    let key = workload.key();
    let limit = if workload.has_body() { limits::RAW_PAIR } else { limits::FETCH_ADD };
    let best = results.best(key, PEERS).map(|line| line.figure.median);
    let limit_median = results.of(key, limit);
    let mut lines: Vec<_> = results.section(key).collect();
    lines.sort_by(|left, right| left.figure.median.total_cmp(&right.figure.median));
    println!("### {}\n", workload.title());
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let Figure { median, min, lower, upper } = line.figure;
            let mut row = vec![
                table::name(&line.name, line.style),
                table::number(median),
                table::number(min),
                format!("{}–{}", table::number(lower), table::number(upper)),
                table::ratio(median, best),
            ];
            row.extend(limit_median.map(|limit| table::ratio(median, Some(limit))));
            row
        })
        .collect();
    let to_limit = format!("× {limit}");
    let mut head = vec!["contender", "median ns", "min", "p25–p75", "× best peer"];
    head.extend(limit_median.map(|_| to_limit.as_str()));
    table::print(&head, &rows);
}
