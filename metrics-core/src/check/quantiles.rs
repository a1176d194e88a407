//! Quantiles, and the window of time that they are of.

use std::time::Duration;

use super::message::Message;
use crate::schema::{Kind, MetricSchema};

/// Each is a series.
const MOST: usize = 16;

/// Judges `quantiles = […]`.
///
/// # Panics
///
/// If the metric is not a summary, if there are none or too many, or if they are not ascending from 0 to 1; and without
/// the feature `quantiles`.
#[track_caller]
pub const fn quantiles(quantiles: &[f64], metric: &MetricSchema) {
    assert!(
        matches!(metric.kind, Kind::Summary),
        "only a summary has quantiles: drop `quantiles`, or make this a `Summary`; for a histogram, the server computes them"
    );
    // Rows bring them along.
    if !cfg!(feature = "quantiles") && metric.max_rows.is_none() {
        let needed =
            "quantiles need the feature `quantiles` of metrics-core: switch it on, or drop `quantiles`";
        Message::new().text(needed).fail();
    }
    assert!(!quantiles.is_empty(), "list the quantiles, such as `[0.5, 0.9, 0.99]`, or drop `quantiles`");
    assert!(quantiles.len() <= MOST, "a summary has at most 16 quantiles: each is a series of its own");
    let mut at = 0;
    while at < quantiles.len() {
        if let Some(what) = mistake_at(quantiles, at) {
            Message::new().text("quantile ").number(at + 1).text(what).fail();
        }
        at += 1;
    }
}

const fn mistake_at(quantiles: &[f64], at: usize) -> Option<&'static str> {
    if !(quantiles[at] >= 0.0 && quantiles[at] <= 1.0) {
        Some(" is not within 0 and 1: the 99th percentile is `0.99`")
    } else if at > 0 && quantiles[at] <= quantiles[at - 1] {
        Some(" is not above the one before it: write each once, in ascending order")
    } else {
        None
    }
}

/// Judges `window = "…"`.
///
/// # Panics
///
/// If it is no duration, if the metric has no quantiles, or if they come with its rows.
#[track_caller]
pub const fn window(window: &str, metric: &MetricSchema) {
    assert!(
        metric.max_rows.is_none(),
        "the quantiles of rows are of a time that whoever computed them knows: drop `window`"
    );
    assert!(
        matches!(metric.kind, Kind::Summary) && !metric.quantiles.is_empty(),
        "`window` says how long an observation counts in the quantiles of a summary, and here are none: \
         drop it, or write `quantiles = [0.5, 0.9, 0.99]`"
    );
    assert!(
        duration(window).is_some(),
        "expected a whole number of seconds, minutes or hours, such as \"30s\", \"10m\" or \"1h\""
    );
}

/// The window, unless [`window`] refuses it: then another one, so that what is built on it is no mistake of its own.
pub const fn window_or_stand_in(window: &str) -> Duration {
    match duration(window) {
        Some(duration) => duration,
        None => Duration::from_secs(600),
    }
}

/// A duration of a second up to thousand hours.
const fn duration(text: &str) -> Option<Duration> {
    let (digits, unit) = match text.as_bytes() {
        [digits @ .., b's'] => (digits, 1),
        [digits @ .., b'm'] => (digits, 60),
        [digits @ .., b'h'] => (digits, 3600),
        _ => return None,
    };
    let (mut number, mut at) = (0, 0);
    while at < digits.len() {
        if at >= 6 || !digits[at].is_ascii_digit() {
            return None;
        }
        number = number * 10 + (digits[at] - b'0') as u64;
        at += 1;
    }
    if number == 0 || number * unit > 1000 * 3600 { None } else { Some(Duration::from_secs(number * unit)) }
}

#[cfg(test)]
mod tests {
    use super::duration;

    #[test]
    fn durations_have_a_unit() {
        let seconds = |text| duration(text).map(|duration| duration.as_secs());
        assert_eq!(seconds("30s"), Some(30));
        assert_eq!(seconds("10m"), Some(600));
        assert_eq!(seconds("24h"), Some(86_400));
        for odd in ["", "s", "10", "0s", "-1s", "1.5s", "10ms", "9999999s", "1001h", "1 s"] {
            assert_eq!(seconds(odd), None, "{odd}");
        }
    }
}
