//! What was demanded, and what this run reached.

use crate::exposition::Shape;
use crate::limits::{FETCH_ADD, RAW_PAIR};
use crate::results::{PEERS, PROMPT, Results};
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
        demands.extend(to_best(results, workload.key(), workload.title(), 0.5, Bound::AtMost));
    }
    for workload in [Workload::Histogram, Workload::HistogramDuration, Workload::HistogramLabeled] {
        demands.extend(to_best(results, workload.key(), workload.title(), 0.3, Bound::AtMost));
    }
    demands.push(to(results, Workload::Function, RAW_PAIR, 1.7));
    demands.extend(to_best(
        results,
        Workload::Function.key(),
        Workload::Function.title(),
        0.5,
        Bound::AtMost,
    ));
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
        demands.extend(to_best(results, &threads::section(workload, 8), &what, factor, Bound::AtLeast));
    }
    scrapes(results, &mut demands);
    for (shape, bytes) in [(Shape::COUNTERS, 16.0), (Shape::HISTOGRAMS, 8.0 * 13.0)] {
        let section = memory::section(shape);
        let reached = results.ours(section).map(|bytes| (bytes, "bytes".to_owned()));
        demands.push(Demand { what: format!("{section} per thread"), bound: Bound::AtMost(bytes), reached });
    }
    let what = "Compile time of a set of 1,000 metrics";
    demands.extend(to_best(results, compile::SET, what, 1.0, Bound::AtMost));
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
    demands.extend(to_best(results, &small, "Scrape of 1,000 series", 0.6, Bound::AtMost));
    demands.extend(to_best(results, &large, "Scrape of 100,000 series", 0.2, Bound::AtMost));
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

/// Compared with the best peer, in whatever way that is used; and with the best that holds nothing back.
fn to_best(results: &Results, section: &str, what: &str, bound: f64, is: fn(f64) -> Bound) -> Vec<Demand> {
    let best = [PEERS, PROMPT].map(|styles| results.best(section, styles));
    let [best, prompt] =
        best.map(|line| line.map(|line| (line.name.as_str(), line.style, line.figure.median)));
    let mut peers: Vec<_> = best.into_iter().collect();
    peers.extend(prompt.filter(|prompt| best.is_some_and(|best| best.0 != prompt.0)));
    let demand = |(name, style, median): (&str, Style, f64)| {
        let name = format!("best peer: {}", table::name(name, style));
        let reached = match is(bound) {
            Bound::AtMost(_) => quotient(results.ours(section), Some(median), &name),
            // Nanoseconds per operation are the reciprocal of the throughput.
            Bound::AtLeast(_) => quotient(Some(median), results.ours(section), &name),
        };
        Demand { what: what.to_owned(), bound: is(bound), reached }
    };
    peers.into_iter().map(demand).collect()
}

fn quotient(number: Option<f64>, to: Option<f64>, name: &str) -> Option<(f64, String)> {
    Some((number? / to?, name.to_owned()))
}
