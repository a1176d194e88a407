//! What Linux says of a process, in `/proc`.

use std::error::Error;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use procfs::process::{LimitValue, Process, Stat};
use procfs::{boot_time_secs, page_size, ticks_per_second};

use crate::ProcessMetrics;

/// Reads each file once.
pub(crate) fn read(pid: Option<u32>) -> Result<ProcessMetrics, Box<dyn Error + Send + Sync>> {
    let mut metrics = ProcessMetrics::new();
    let folder = pid.map_or_else(|| PathBuf::from("/proc/self"), |pid| PathBuf::from(format!("/proc/{pid}")));
    // First: what comes next is read through a descriptor of ours.
    if let Some(open) = open_fds(&folder.join("fd"), pid.is_none()) {
        metrics.open_fds.push([], open);
    }
    let process = match pid {
        None => Process::myself()?,
        Some(pid) => Process::new(pid.try_into()?)?,
    };
    times_and_memory(&process.stat()?, &mut metrics);
    if let Ok(limits) = process.limits() {
        metrics.max_fds.push([], number(limits.max_open_files.soft_limit));
        metrics.virtual_memory_max.push([], number(limits.max_address_space.soft_limit));
    }
    if let Some((received, sent)) = traffic(&process) {
        metrics.network_receive.push([], received);
        metrics.network_transmit.push([], sent);
    }
    Ok(metrics)
}

fn times_and_memory(stat: &Stat, metrics: &mut ProcessMetrics) {
    let ticks = ticks_per_second() as f64;
    metrics.cpu.push([], (stat.utime + stat.stime) as f64 / ticks);
    metrics.resident_memory.push([], stat.rss.saturating_mul(page_size()));
    metrics.virtual_memory.push([], stat.vsize);
    if let Ok(threads) = stat.num_threads.try_into() {
        metrics.threads.push([], threads);
    }
    if let Ok(boot) = boot_time_secs() {
        metrics.start_time.push([], boot as f64 + stat.starttime as f64 / ticks);
    }
}

/// The official clients say 2^64-1 where there is no limit.
fn number(limit: LimitValue) -> u64 {
    match limit {
        LimitValue::Value(number) => number,
        LimitValue::Unlimited => u64::MAX,
    }
}

/// Since Linux 6.2 the folder says how many there are. Before, they are counted, without the one that reads the folder.
fn open_fds(folder: &Path, is_own: bool) -> Option<u64> {
    let said = fs::metadata(folder).ok()?.len();
    if said > 0 {
        return Some(said);
    }
    let counted = fs::read_dir(folder).ok()?.count() as u64;
    Some(counted.saturating_sub(u64::from(is_own)))
}

/// The octets of the line `IpExt`, received and sent; the line before it names its columns.
fn traffic(process: &Process) -> Option<(u64, u64)> {
    let mut text = String::new();
    process.open_relative("net/netstat").ok()?.read_to_string(&mut text).ok()?;
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("IpExt:"));
    let (names, values) = (lines.next()?, lines.next()?);
    let columns = || names.split_whitespace().zip(values.split_whitespace());
    let column = |name| columns().find(|(other, _)| *other == name)?.1.parse().ok();
    Some((column("InOctets")?, column("OutOctets")?))
}
