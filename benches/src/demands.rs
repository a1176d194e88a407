//! What was demanded, and what this run reached.

use crate::exposition::Shape;
use crate::limits::{FETCH_ADD, RAW_PAIR};
use crate::results::{PEERS, Results};
use crate::scrape::{self, MEMCPY};
use crate::suite::Style;
use crate::table;
use crate::workload::Workload;
use crate::{compile, futures, memory, threads};

/// A ratio that must not be exceeded (or, for throughput, not be missed).
struct Demand {
    what: String,
    bound: Bound,
    /// The ratio, and what it is to.
    reached: Option<(f64, String)>,
}

enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

pub fn print(results: &Results) {
    let demands = demands(results);
    let rows: Vec<Vec<String>> = demands
        .iter()
        .filter_map(|demand| {
            let (ratio, to) = demand.reached.as_ref()?;
            let (bound, held) = match demand.bound {
                Bound::AtMost(bound) => (format!("≤ {bound}"), *ratio <= bound),
                Bound::AtLeast(bound) => (format!("≥ {bound}"), *ratio >= bound),
            };
            let verdict = if held { "yes" } else { "**no**" };
            Some(vec![demand.what.clone(), bound, format!("{ratio:.2}"), to.clone(), verdict.to_owned()])
        })
        .collect();
    if !rows.is_empty() {
        println!("### Demanded and reached\n");
        table::print(&["what", "demanded", "reached", "compared with", "held"], &rows);
    }
}

fn demands(results: &Results) -> Vec<Demand> {
    let mut demands = Vec::new();
    for workload in [Workload::Counter, Workload::CounterLabeled] {
        demands.push(to(results, workload, FETCH_ADD, 0.4));
        demands.push(to_best(results, workload.key(), workload.title(), Bound::AtMost(0.5)));
    }
    for workload in [Workload::Histogram, Workload::HistogramDuration, Workload::HistogramLabeled] {
        demands.push(to_best(results, workload.key(), workload.title(), Bound::AtMost(0.3)));
    }
    demands.push(to(results, Workload::Function, RAW_PAIR, 1.7));
    demands.push(to_best(results, Workload::Function.key(), Workload::Function.title(), Bound::AtMost(0.5)));
    demands.push(to(results, Workload::Function, "autometrics", 0.2));
    for workload in [Workload::AsyncReady, Workload::AsyncThrice] {
        demands.push(to(results, workload, "autometrics", 0.3));
    }
    let growth = results.ours(futures::SIZE).map(|bytes| (bytes, "bytes".to_owned()));
    demands.push(Demand {
        what: "Growth of a tracked future".to_owned(),
        bound: Bound::AtMost(64.0),
        reached: growth,
    });
    let allocations = results.ours(futures::ALLOCATIONS).map(|calls| (calls, "per call".to_owned()));
    demands.push(Demand {
        what: "Allocations of a tracked future".to_owned(),
        bound: Bound::AtMost(0.0),
        reached: allocations,
    });
    for (workload, factor) in threads::WORKLOADS.into_iter().zip([4.0, 4.0, 5.0]) {
        let what = format!("{}: throughput of 8 threads", workload.title());
        demands.push(to_best(results, &threads::section(workload, 8), &what, Bound::AtLeast(factor)));
    }
    scrapes(results, &mut demands);
    for (shape, bytes) in [(Shape::COUNTERS, 16.0), (Shape::HISTOGRAMS, 8.0 * 13.0)] {
        let section = memory::section(shape);
        let reached = results.ours(section).map(|bytes| (bytes, "bytes".to_owned()));
        demands.push(Demand { what: format!("{section} per thread"), bound: Bound::AtMost(bytes), reached });
    }
    let what = "Compile time of a set of 1,000 metrics";
    demands.push(to_best(results, compile::SET, what, Bound::AtMost(1.0)));
    demands.push(Demand {
        what: "Code of a tracked function".to_owned(),
        bound: Bound::AtMost(1.0),
        reached: quotient(
            results.ours(compile::CALLS_BYTES),
            results.of(compile::CALLS_BYTES, compile::BY_HAND),
            compile::BY_HAND,
        ),
    });
    demands
}

fn scrapes(results: &Results, demands: &mut Vec<Demand>) {
    let (small, large) = (scrape::section(Shape::SMALL, 1), scrape::section(Shape::LARGE, 1));
    demands.push(to_best(results, &small, "Scrape of 1,000 series", Bound::AtMost(0.6)));
    demands.push(to_best(results, &large, "Scrape of 100,000 series", Bound::AtMost(0.2)));
    demands.push(Demand {
        what: "Scrape of 100,000 series".to_owned(),
        bound: Bound::AtMost(3.0),
        reached: quotient(results.ours(&large), results.of(&large, MEMCPY), MEMCPY),
    });
}

fn to(results: &Results, workload: Workload, name: &str, bound: f64) -> Demand {
    let key = workload.key();
    let reached = quotient(results.ours(key), results.of(key, name), name);
    Demand { what: workload.title().to_owned(), bound: Bound::AtMost(bound), reached }
}

/// Compared with the best peer, in whatever way that is used.
fn to_best(results: &Results, section: &str, what: &str, bound: Bound) -> Demand {
    let best = results.best(section, PEERS);
    let reached = best.and_then(|best| {
        let name = match best.style {
            Style::Shortcut => format!("best peer: {}", best.name),
            _ => format!("best peer: **{}**", best.name),
        };
        match bound {
            Bound::AtMost(_) => quotient(results.ours(section), Some(best.figure.median), &name),
            // Nanoseconds per operation are the reciprocal of the throughput.
            Bound::AtLeast(_) => quotient(Some(best.figure.median), results.ours(section), &name),
        }
    });
    Demand { what: what.to_owned(), bound, reached }
}

fn quotient(number: Option<f64>, to: Option<f64>, name: &str) -> Option<(f64, String)> {
    Some((number? / to?, name.to_owned()))
}
