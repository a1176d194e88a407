//! What metrics-core costs, beside its peers and beside what the machine could do.
//!
//! A [`Contender`](suite::Contender) does the work of one [`Workload`](workload::Workload) in one way. A library is one
//! file that adds its contenders to the [`Suite`](suite::Suite); what is measured of them, and how, is here once:
//!
//! | file | measures |
//! |---|---|
//! | `hot` | nanoseconds per operation, one thread |
//! | `futures` | the size of a tracked future, its allocations |
//! | `threads` | operations per second on one series, many threads |
//! | `first_touch` | the first operation of a thread |
//! | `scrape` | exposition: time, bytes, allocations |
//! | `memory` | bytes per series and thread |
//! | `instructions` | instructions per operation, under callgrind |
//! | `compile` | compile time and code size of generated crates |

pub mod allocator;
pub mod compile;
pub mod demands;
pub mod exposition;
pub mod first_touch;
pub mod futures;
pub mod hot;
pub mod input;
pub mod instructions;
mod labels;
mod limits;
pub mod memory;
mod ours;
#[cfg(feature = "peers")]
mod peers;
pub mod results;
pub mod scrape;
pub mod statistics;
pub mod suite;
pub mod table;
pub mod threads;
pub mod workload;
