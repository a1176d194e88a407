//! Scrapes: time, bytes, allocations.

use std::hint::black_box;
use std::sync::Barrier;
use std::time::Instant;

use crate::allocator;
use crate::exposition::{Exposition, Shape};
use crate::results::{PEERS, Results};
use crate::statistics::round_robin;
use crate::suite::{Style, Suite};
use crate::table;

pub const MEMCPY: &str = "memcpy of our bytes";
const THREADS: usize = 64;

/// One way of writing the exposition.
struct Scraped<'a> {
    name: String,
    style: Style,
    scrape: Box<dyn Fn(&mut String) + 'a>,
}

/// The name of the section with these results.
pub fn section(shape: Shape, threads: usize) -> String {
    format!("scrape_{}_from_{threads}", shape.series())
}

pub fn run(suite: &Suite, results: &mut Results) {
    for (shape, rounds, crowded) in [(Shape::SMALL, 51, 21), (Shape::LARGE, 9, 5)] {
        let expositions: Vec<Box<dyn Exposition>> =
            suite.exhibitors.iter().map(|exhibitor| (exhibitor.build)(shape)).collect();
        expositions.iter().for_each(|exposition| exposition.record());
        measure(suite, &expositions, shape, 1, rounds, results);
        in_crowd(&expositions, || measure(suite, &expositions, shape, THREADS, crowded, results));
    }
}

/// Runs `work` while [`THREADS`] threads are alive that recorded in every series.
fn in_crowd(expositions: &[Box<dyn Exposition>], work: impl FnOnce()) {
    let (recorded, done) = (Barrier::new(THREADS + 1), Barrier::new(THREADS + 1));
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                expositions.iter().for_each(|exposition| exposition.record());
                recorded.wait();
                done.wait();
            });
        }
        recorded.wait();
        work();
        done.wait();
    });
}

fn measure(
    suite: &Suite,
    expositions: &[Box<dyn Exposition>],
    shape: Shape,
    threads: usize,
    rounds: usize,
    results: &mut Results,
) {
    let contenders = contenders(suite, expositions);
    // What was written before it is measured, so that nothing grows any more.
    let mut outs: Vec<String> = contenders
        .iter()
        .map(|contender| {
            let mut out = String::new();
            (contender.scrape)(&mut out);
            out
        })
        .collect();
    let repeats = if shape == Shape::SMALL { 5 } else { 1 };
    let figures = round_robin(rounds, contenders.len(), |contender| {
        let (out, scrape) = (&mut outs[contender], &contenders[contender].scrape);
        // Once without the clock: the caches are full of what the contender before it needed.
        refill(out, scrape);
        let start = Instant::now();
        (0..repeats).for_each(|_| refill(out, scrape));
        start.elapsed().as_secs_f64() * 1e3 / f64::from(repeats)
    });
    let section = section(shape, threads);
    for (contender, figure) in contenders.iter().zip(figures) {
        results.add(&section, &contender.name, contender.style, figure);
    }
    print(&section, shape, threads, &contenders, &mut outs, results);
}

fn refill(out: &mut String, scrape: &dyn Fn(&mut String)) {
    out.clear();
    scrape(black_box(out));
}

fn contenders<'a>(suite: &Suite, expositions: &'a [Box<dyn Exposition>]) -> Vec<Scraped<'a>> {
    let mut contenders = Vec::new();
    for (exhibitor, exposition) in suite.exhibitors.iter().zip(expositions) {
        let (name, style) = (exhibitor.name.clone(), exhibitor.style);
        if style == Style::Ours {
            let mut text = String::new();
            exposition.encode(&mut text);
            let scrape = Box::new(move |out: &mut String| out.push_str(&text));
            contenders.push(Scraped { name: MEMCPY.to_owned(), style: Style::Limit, scrape });
        }
        contenders.push(Scraped {
            name: name.clone(),
            style,
            scrape: Box::new(|out| exposition.encode(out)),
        });
        if exposition.encode_open_metrics(&mut String::new()) {
            let name = format!("{name} (OpenMetrics)");
            let scrape = Box::new(|out: &mut String| {
                exposition.encode_open_metrics(out);
            });
            contenders.push(Scraped { name, style, scrape });
        }
    }
    contenders
}

fn print(
    section: &str,
    shape: Shape,
    threads: usize,
    contenders: &[Scraped<'_>],
    outs: &mut [String],
    results: &Results,
) {
    let who = if threads == 1 { "one thread" } else { "64 threads" };
    println!("### Scrape of {} series that {who} recorded in\n", shape.series());
    let best = results.best(section, PEERS).map(|line| line.figure.median);
    let memcpy = results.of(section, MEMCPY);
    let mut rows: Vec<(f64, Vec<String>)> = Vec::new();
    for (contender, out) in contenders.iter().zip(outs) {
        let median = results.of(section, &contender.name).unwrap_or_default();
        out.clear();
        let ((), allocated) = allocator::count(|| (contender.scrape)(out));
        let lines = out.lines().filter(|line| !line.starts_with('#')).count();
        let row = vec![
            table::name(&contender.name, contender.style),
            table::number(median),
            table::number(median * 1e6 / lines as f64),
            lines.to_string(),
            table::number(out.len() as f64 / median / 1e3),
            allocated.calls.to_string(),
            table::ratio(median, best),
            table::ratio(median, memcpy),
        ];
        rows.push((median, row));
    }
    rows.sort_by(|left, right| left.0.total_cmp(&right.0));
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    let head =
        ["contender", "median ms", "ns/line", "lines", "MB/s", "allocations", "× best peer", "× memcpy"];
    table::print(&head, &rows);
}
