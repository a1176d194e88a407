//! Timers of histograms with exemplars.

use std::time::Duration;

use super::{ExemplarLabels, SeriesWithExemplars};
use crate::clock::Moment;
use crate::histogram::HistogramSeries;

/// Records the time since it was started when it is dropped, as [`Timer`](crate::Timer) does, in a histogram
/// [with exemplars](crate::WithExemplars).
#[must_use = "the duration is recorded when the timer is dropped: bind it, `let _timer = …`"]
pub struct TimerWithExemplar<'a> {
    /// None once the duration has been recorded or discarded.
    series: Option<Series<'a>>,
    start: Moment,
}

type Series<'a> = SeriesWithExemplars<'a, HistogramSeries<'a, Duration>>;

impl<'a> TimerWithExemplar<'a> {
    #[inline]
    pub(super) fn start(series: Series<'a>) -> Self {
        Self { series: Some(series), start: Moment::now() }
    }

    /// Records now, and says what was recorded.
    pub fn stop(self) -> Duration {
        self.end(Series::observe)
    }

    /// Records now, in another series: for labels that are known only at the end.
    pub fn stop_with(mut self, series: SeriesWithExemplars<'_, HistogramSeries<'_, Duration>>) -> Duration {
        self.series = None;
        let elapsed = self.start.elapsed();
        series.observe(elapsed);
        elapsed
    }

    /// Records now, and remembers these labels, if they are [valid](ExemplarLabels#limits).
    pub fn stop_with_exemplar(self, labels: impl Into<ExemplarLabels>) -> Duration {
        self.end(|series, elapsed| series.observe_with_exemplar(elapsed, labels))
    }

    /// Records nothing.
    pub fn discard(mut self) {
        self.series = None;
    }

    fn end(mut self, record: impl FnOnce(Series<'a>, Duration)) -> Duration {
        let elapsed = self.start.elapsed();
        if let Some(series) = self.series.take() {
            record(series, elapsed);
        }
        elapsed
    }
}

impl Drop for TimerWithExemplar<'_> {
    #[inline]
    fn drop(&mut self) {
        if let Some(series) = self.series {
            series.observe(self.start.elapsed());
        }
    }
}
