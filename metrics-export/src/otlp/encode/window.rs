//! What time a point is about.

use std::time::{SystemTime, UNIX_EPOCH};

/// From when to when, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug)]
pub(super) struct Window {
    /// Zero where it does not matter.
    pub(super) start: u64,
    pub(super) end: u64,
}

impl Window {
    /// Since the last delivery, if that counts, or since there is such a metric.
    pub(super) fn new(created: SystemTime, last: Option<SystemTime>, now: SystemTime) -> Self {
        let start = last.map_or(created, |last| last.max(created));
        // A clock that was set back must not end a window before it begins.
        Self { start: nanoseconds(start.min(now)), end: nanoseconds(now) }
    }

    /// The moment itself.
    pub(super) fn end(self) -> Self {
        Self { start: 0, ..self }
    }
}

/// Until 2554.
pub(super) fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}
