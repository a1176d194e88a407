//! How much greater the attributes make a future, and what they allocate.

use crate::allocator;
use crate::input;
use crate::results::Results;
use crate::statistics::Figure;
use crate::suite::Suite;
use crate::table;
use crate::workload::Workload;

/// The names of the sections with these results.
pub const SIZE: &str = "future_size";
pub const ALLOCATIONS: &str = "future_allocations";

const CALLS: u64 = 1000;

pub fn run(suite: &Suite, results: &mut Results) {
    let plain = size_of_val(&input::work_thrice(0));
    let mut rows = Vec::new();
    for future in &suite.futures {
        let growth = future.size as f64 - plain as f64;
        let work =
            suite.of(Workload::AsyncThrice).into_iter().find(|contender| contender.name == future.name);
        let Some(work) = work.map(|contender| &contender.work) else { continue };
        work(CALLS);
        let ((), allocated) = allocator::count(|| work(CALLS));
        let allocations = allocated.calls as f64 / CALLS as f64;
        for (section, median) in [(SIZE, growth), (ALLOCATIONS, allocations)] {
            results.add(section, &future.name, future.style, Figure { median, ..Figure::default() });
        }
        let name = table::name(&future.name, future.style);
        rows.push(vec![name, future.size.to_string(), table::number(growth), table::number(allocations)]);
    }
    println!("### Futures: size, and allocations for each call\n");
    table::print(&["contender", "bytes", "growth", "allocations"], &rows);
}
