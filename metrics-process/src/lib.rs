//! The process, as every official Prometheus client exposes it: CPU time, memory, file descriptors, threads, start time
//! and network traffic, under the names `process_*`.
//!
//! ```
//! use metrics_core::Registry;
//!
//! metrics_process::register(Registry::global())?;
//! let snapshot = Registry::global().snapshot();
//! # #[cfg(target_os = "linux")]
//! assert!(snapshot.value("process_resident_memory_bytes", &[]).unwrap() > 100_000.0);
//! # Ok::<(), metrics_core::RegisterError>(())
//! ```
//!
//! | metric | type | from |
//! |---|---|---|
//! | `process_cpu_seconds_total` | counter | `stat`: user and system time |
//! | `process_resident_memory_bytes` | gauge | `stat` |
//! | `process_virtual_memory_bytes` | gauge | `stat` |
//! | `process_virtual_memory_max_bytes` | gauge | `limits`: of the address space; 2^64-1 is none |
//! | `process_open_fds` | gauge | `fd` |
//! | `process_max_fds` | gauge | `limits`: the soft one |
//! | `process_start_time_seconds` | gauge | `stat`, and the time of boot |
//! | `process_threads` | gauge | `stat` |
//! | `process_network_receive_bytes_total` | counter | `net/netstat`: IP traffic of the whole network namespace |
//! | `process_network_transmit_bytes_total` | counter | the same |
//!
//! `/proc` is read once for each scrape, whatever the number of metrics. What cannot be read is left out rather than
//! made up: file descriptors of a process that is another user's, for instance. On systems other than Linux, everything
//! is left out.

#![forbid(unsafe_code)]

mod metrics;
mod process;
#[cfg(target_os = "linux")]
mod read;

pub use metrics::ProcessMetrics;
pub use process::Process;

use metrics_core::{RegisterError, Registry};

/// Registers the metrics of this process, under the collector name `process`.
///
/// # Errors
///
/// If a metric of one of these names is registered already.
#[track_caller]
pub fn register(registry: &Registry) -> Result<(), RegisterError> {
    registry.register_collector("process", Process::current())
}
