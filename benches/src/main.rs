//! Prints everything that is measured, as markdown; or the sections that are named as arguments.

use metrics_benches::results::Results;
use metrics_benches::suite::Suite;
use metrics_benches::workload::Workload;
use metrics_benches::{
    allocator, compile, demands, first_touch, futures, hot, instructions, memory, scrape, threads,
};

#[global_allocator]
static ALLOCATOR: allocator::Counting = allocator::Counting;

fn main() {
    let sections: Vec<String> = std::env::args().skip(1).collect();
    let wanted = |section: &str| sections.is_empty() || sections.iter().any(|wanted| wanted == section);
    let (suite, mut results) = (Suite::new(), Results::default());
    if let ["instructions", who, only @ ..] = &sections.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        return instructions::run(&suite, *who == "ours", only);
    }
    for workload in Workload::ALL {
        if wanted("hot") || wanted(workload.key()) {
            hot::run(&suite, workload, &mut results);
        }
    }
    type Section = fn(&Suite, &mut Results);
    let others: [(&str, Section); 6] = [
        ("futures", futures::run),
        // In this order: what a thread has allocated, a later one has for nothing.
        ("memory", memory::run),
        ("first_touch", first_touch::run),
        ("threads", threads::run),
        ("scrape", scrape::run),
        ("compile", compile::run),
    ];
    for (section, run) in others {
        if wanted(section) {
            run(&suite, &mut results);
        }
    }
    demands::print(&results);
}
