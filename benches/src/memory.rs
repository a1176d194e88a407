//! Bytes per series, and per thread.

use crate::allocator::{self, Allocated};
use crate::exposition::{Exposition, Shape};
use crate::results::Results;
use crate::statistics::Figure;
use crate::suite::{Exhibitor, Suite};
use crate::table;

/// The name of the section with these results: bytes that a further thread takes for each series.
pub fn section(shape: Shape) -> &'static str {
    if shape == Shape::COUNTERS { "memory_counter" } else { "memory_histogram" }
}

pub fn run(suite: &Suite, results: &mut Results) {
    println!("### Memory: bytes per series\n");
    // All stay until the end: what one gives back, another would have for nothing.
    let mut kept = Vec::new();
    let rows: Vec<Vec<String>> = suite
        .exhibitors
        .iter()
        .map(|exhibitor| {
            let counters = weigh(exhibitor, Shape::COUNTERS, &mut kept, results);
            let histograms = weigh(exhibitor, Shape::HISTOGRAMS, &mut kept, results);
            let mut row = vec![table::name(&exhibitor.name, exhibitor.style)];
            row.extend(counters);
            row.extend(histograms);
            row
        })
        .collect();
    let head = [
        "contender",
        "counter",
        "and for each further thread",
        "histogram of 11 buckets",
        "and for each further thread",
    ];
    table::print(&head, &rows);
}

/// Bytes per series with one thread that recorded, and for the next one.
fn weigh(
    exhibitor: &Exhibitor,
    shape: Shape,
    kept: &mut Vec<Box<dyn Exposition>>,
    results: &mut Results,
) -> [String; 2] {
    let per_series = |allocated: Allocated| allocated.live as f64 / shape.series() as f64;
    let (exposition, first) = allocator::count(|| {
        let exposition = (exhibitor.build)(shape);
        exposition.record();
        exposition
    });
    let second = per_series(in_further_thread(&*exposition));
    kept.push(exposition);
    let figure = Figure { median: second, ..Figure::default() };
    results.add(section(shape), &exhibitor.name, exhibitor.style, figure);
    [per_series(first), second].map(|bytes| format!("{bytes:.1}"))
}

/// What a thread takes that lives beside the first one.
fn in_further_thread(exposition: &dyn Exposition) -> Allocated {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| allocator::count(|| exposition.record()).1);
        thread.join().expect("nothing panics")
    })
}
