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
    series: HashMap<Vec<u8>, Delivered>,
}

#[derive(Clone, Debug)]
struct Delivered {
    values: Values,
    time: SystemTime,
    /// Since when there is such a metric: another one of the same name has counted from nothing.
    created: SystemTime,
    /// How many deliveries there were since without this series.
    missed: u32,
}

/// A series that is not read for a while (because a callback panics, say) goes on from where it was. For so many
/// deliveries it is remembered, and no longer, because it may as well never come again.
const LONGEST_ABSENCE: u32 = 60;

impl Baseline {
    pub(super) fn at(time: SystemTime) -> Self {
        Self { time: Some(time), series: HashMap::new() }
    }

    /// When; `None` before the first time.
    pub(super) fn time(&self) -> Option<SystemTime> {
        self.time
    }

    /// By how much a series has grown, and since when. `None` if all that it has counted is new.
    pub(super) fn growth(
        &self,
        batch: &Batch<'_>,
        series: &Series<'_>,
        now: &Values,
    ) -> Option<(Values, SystemTime)> {
        let delivered = self.series.get(&key(batch, series))?;
        let is_same = delivered.created == batch.created();
        let growth = now.since(&delivered.values, batch.schema()).filter(|_| is_same)?;
        Some((growth, delivered.time))
    }

    pub(super) fn keep(&mut self, batch: &Batch<'_>, series: &Series<'_>, values: Values, time: SystemTime) {
        let delivered = Delivered { values, time, created: batch.created(), missed: 0 };
        self.series.insert(key(batch, series), delivered);
    }

    /// Keeps what was delivered before and not this time.
    pub(super) fn keep_absent(&mut self, before: &Self) {
        for (key, delivered) in &before.series {
            if delivered.missed < LONGEST_ABSENCE && !self.series.contains_key(key) {
                let delivered = Delivered { missed: delivered.missed + 1, ..delivered.clone() };
                self.series.insert(key.clone(), delivered);
            }
        }
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
