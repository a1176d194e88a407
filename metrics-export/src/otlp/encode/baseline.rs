//! What was delivered last, to tell what has changed since.
//!
//! Cells only grow, so a change is a difference. Nothing is forgotten before a delivery succeeded: what was recorded
//! while a collector was down is in the next difference.

use std::collections::HashMap;
use std::time::SystemTime;

use metrics_core::{Batch, Series};

use super::values::Values;

/// The series that grow, as they were delivered.
#[derive(Debug, Default)]
pub(in crate::otlp) struct Baseline {
    time: Option<SystemTime>,
    series: HashMap<Vec<u8>, Values>,
}

impl Baseline {
    pub(super) fn at(time: SystemTime) -> Self {
        Self { time: Some(time), series: HashMap::new() }
    }

    /// When; `None` before the first time.
    pub(super) fn time(&self) -> Option<SystemTime> {
        self.time
    }

    pub(super) fn keep(&mut self, batch: &Batch<'_>, series: &Series<'_>, values: Values) {
        self.series.insert(key(batch, series), values);
    }

    /// By how much a series has grown. `None` if all that it has counted is new.
    pub(super) fn growth(&self, batch: &Batch<'_>, series: &Series<'_>, now: &Values) -> Option<Values> {
        now.since(self.series.get(&key(batch, series))?, batch.schema())
    }
}

/// What tells a series from all others: bytes that text does not have stand between its parts.
fn key(batch: &Batch<'_>, series: &Series<'_>) -> Vec<u8> {
    let mut key = batch.family().name().as_bytes().to_vec();
    for (name, value) in series.labels() {
        key.push(0xFF);
        key.extend_from_slice(name.as_bytes());
        key.push(0xFE);
        key.extend_from_slice(value.as_bytes());
    }
    key
}
