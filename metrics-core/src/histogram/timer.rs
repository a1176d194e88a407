//! Timers: a duration, recorded when it ends.

use std::time::Duration;

use super::HistogramSeries;
use crate::clock::Moment;

/// Records the time since it was started when it is dropped: on every way out, also by `?` or a panic.
#[must_use = "the duration is recorded when the timer is dropped: bind it, `let _timer = …`"]
pub struct Timer<'a> {
    /// None once the duration has been recorded or discarded.
    series: Option<HistogramSeries<'a, Duration>>,
    start: Moment,
}

impl<'a> Timer<'a> {
    #[inline]
    pub(super) fn start(series: HistogramSeries<'a, Duration>) -> Self {
        Self { series: Some(series), start: Moment::now() }
    }

    /// Records now, and says what was recorded.
    pub fn stop(mut self) -> Duration {
        let elapsed = self.start.elapsed();
        if let Some(series) = self.series.take() {
            series.observe(elapsed);
        }
        elapsed
    }

    /// Records now, in another series: for labels that are known only at the end.
    pub fn stop_with(mut self, series: HistogramSeries<'_, Duration>) -> Duration {
        self.series = None;
        let elapsed = self.start.elapsed();
        series.observe(elapsed);
        elapsed
    }

    /// Records nothing.
    pub fn discard(mut self) {
        self.series = None;
    }
}

impl Drop for Timer<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(series) = self.series {
            series.observe(self.start.elapsed());
        }
    }
}
