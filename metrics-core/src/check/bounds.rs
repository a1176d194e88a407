//! Bucket bounds.

use super::message::Message;
use crate::schema::{Kind, MetricSchema, Number};

/// Judges `buckets = …`.
///
/// # Panics
///
/// If the metric is not a histogram; if there are no bounds or too many; if they are not finite and strictly ascending; or
/// if they go on where whole numbers are not told apart.
#[track_caller]
pub const fn buckets(bounds: &[f64], metric: &MetricSchema) {
    assert!(
        matches!(metric.kind, Kind::Histogram),
        "only a histogram has buckets: drop `buckets`, or make this a `Histogram`"
    );
    if let Some(mistake) = mistake(bounds) {
        mistake.fail();
    }
    assert!(
        !matches!(metric.number, Number::U64) || bounds[bounds.len() - 1] < WHOLE_NUMBERS_END,
        "a histogram of `u64` does not tell numbers from 2^63 on apart: end its bounds below that, or observe `f64`"
    );
}

/// 2^63: greater ones are [compared](crate::histogram::HistogramValue) like this one.
const WHOLE_NUMBERS_END: f64 = (1_u64 << 63) as f64;

/// Judges the buckets of a tracked function.
///
/// # Panics
///
/// If there are none or too many; or if they are not finite and strictly ascending.
#[track_caller]
pub const fn function_buckets(bounds: &[f64]) {
    if let Some(mistake) = mistake(bounds) {
        mistake.fail();
    }
}

/// `bounds`, unless [`buckets`] refuses them: then others, so that what is built on them is no mistake of its own.
pub const fn bounds_or_stand_in(bounds: &'static [f64]) -> &'static [f64] {
    if mistake(bounds).is_none() { bounds } else { crate::buckets::DEFAULT }
}

const fn mistake(bounds: &[f64]) -> Option<Message> {
    if bounds.is_empty() {
        let needed = "a histogram needs at least one bucket besides the one that ends at infinity: list upper bounds, such \
                      as `[0.1, 0.5, 1.0]`";
        return Some(Message::new().text(needed));
    }
    if bounds.len() > crate::buckets::MAX {
        let most = Message::new().text("a histogram has at most ").number(crate::buckets::MAX);
        let message = most.text(" buckets, and these are ").number(bounds.len());
        return Some(message.text(": each is a series of its own"));
    }
    let mut at = 0;
    while at < bounds.len() {
        if let Some(what) = mistake_at(bounds, at) {
            return Some(Message::new().text("bucket ").number(at + 1).text(what));
        }
        at += 1;
    }
    None
}

#[allow(clippy::float_cmp)] // the same bound, written twice
const fn mistake_at(bounds: &[f64], at: usize) -> Option<&'static str> {
    if bounds[at].is_nan() {
        Some(" is NaN: a bound is a number")
    } else if bounds[at].is_infinite() {
        Some(" is infinite: leave it out, the bucket that ends at infinity is always there")
    } else if at > 0 && bounds[at] == bounds[at - 1] {
        Some(" has the same bound as the one before it: write each bound once")
    } else if at > 0 && bounds[at] < bounds[at - 1] {
        Some(" is below the one before it: write the bounds in ascending order")
    } else {
        None
    }
}

/// Judges `buckets = exponential(…)`.
///
/// # Panics
///
/// If the bounds would not ascend.
#[track_caller]
pub const fn exponential_arguments(start: f64, factor: f64) {
    assert!(start > 0.0, "exponential buckets start above 0: the bounds are multiples of the first");
    assert!(factor > 1.0, "exponential buckets grow by a factor above 1");
}

/// Judges `buckets = linear(…)`.
///
/// # Panics
///
/// If the bounds would not ascend.
#[track_caller]
pub const fn linear_arguments(_start: f64, width: f64) {
    assert!(width > 0.0, "linear buckets have a width above 0");
}

/// Judges `buckets = exponential_range(…)`.
///
/// # Panics
///
/// If the bounds would not ascend.
#[track_caller]
pub const fn exponential_range_arguments(min: f64, max: f64) {
    assert!(min > 0.0, "exponential buckets start above 0: the bounds are multiples of the first");
    assert!(max > min, "the range of the buckets ends above its beginning");
}
