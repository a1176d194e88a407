//! The metrics of a process.

use metrics_core::{CounterRows, GaugeRows, Metrics};

/// What is known of a process. What is not, has no row.
///
/// Names and meanings are those of the official clients.
#[derive(Clone, Debug, Metrics)]
#[metrics(prefix = "process")]
pub struct ProcessMetrics {
    /// Total user and system CPU time spent in seconds.
    #[metric(unit = "seconds")]
    pub cpu: CounterRows<0, f64>,
    /// Resident memory size in bytes.
    #[metric(unit = "bytes")]
    pub resident_memory: GaugeRows<0, u64>,
    /// Virtual memory size in bytes.
    #[metric(unit = "bytes")]
    pub virtual_memory: GaugeRows<0, u64>,
    /// Maximum amount of virtual memory available in bytes.
    #[metric(unit = "bytes")]
    pub virtual_memory_max: GaugeRows<0, u64>,
    /// Number of open file descriptors.
    pub open_fds: GaugeRows<0, u64>,
    /// Maximum number of open file descriptors.
    pub max_fds: GaugeRows<0, u64>,
    /// Start time of the process since unix epoch in seconds.
    #[metric(unit = "seconds")]
    pub start_time: GaugeRows<0>,
    /// Number of OS threads in the process.
    pub threads: GaugeRows<0, u64>,
    /// Number of bytes received by the process over the network.
    #[metric(unit = "bytes")]
    pub network_receive: CounterRows<0>,
    /// Number of bytes sent by the process over the network.
    #[metric(unit = "bytes")]
    pub network_transmit: CounterRows<0>,
}
