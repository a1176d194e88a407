//! A process as a collector.

use std::error::Error;

use metrics_core::Collector;

use crate::ProcessMetrics;

/// A process whose metrics are collected: this one, or another one that may be looked at.
///
/// ```
/// use metrics_core::Registry;
/// use metrics_process::Process;
///
/// let registry = Registry::builder().prefix("worker").build()?;
/// registry.register_collector_instance("worker", &[("worker", "1")], Process::of(std::process::id()))?;
/// # #[cfg(target_os = "linux")]
/// assert!(registry.snapshot().value("worker_process_threads", &[("worker", "1")]).is_some());
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Process(
    // Elsewhere, there is nothing to read.
    #[cfg_attr(not(target_os = "linux"), allow(dead_code))] Option<u32>,
);

impl Process {
    /// This process; after a fork, the one that asks.
    pub const fn current() -> Self {
        Self(None)
    }

    /// The process with this number. When it has ended, there are no metrics any more; if the system gave its number to
    /// another one, they are that one's.
    pub const fn of(pid: u32) -> Self {
        Self(Some(pid))
    }
}

impl Collector for Process {
    type Metrics = ProcessMetrics;

    #[cfg(target_os = "linux")]
    fn collect(&self) -> Result<ProcessMetrics, Box<dyn Error + Send + Sync>> {
        crate::read::read(self.0)
    }

    #[cfg(not(target_os = "linux"))]
    fn collect(&self) -> Result<ProcessMetrics, Box<dyn Error + Send + Sync>> {
        Ok(ProcessMetrics::new())
    }
}
