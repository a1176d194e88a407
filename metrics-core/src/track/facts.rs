//! What the attribute says about a function, as a type.

use std::panic::Location;

use super::Outcome;
use crate::check::DEFAULT_MAX_SERIES;
use crate::label::{LabelSchema, Values};

/// What is recorded of a function beyond its calls and their duration. Generated code states what is asked for; the
/// rest is not there.
pub trait Facts: 'static {
    /// The name of the function.
    const FUNCTION: &'static str;
    /// The module that it is in, with the crate.
    const MODULE: &'static str;
    /// Where the function is tracked.
    const LOCATION: &'static Location<'static>;
    /// What the families are called.
    const NAMES: Names = crate::__names!("function");
    /// The labels known before the call.
    const LABELS: &'static [LabelSchema] = &[];
    /// The labels known after the call.
    const AFTER: &'static [LabelSchema] = &[];
    /// The kinds of errors, where they are counted.
    const ERRORS: Option<Values> = None;
    /// The buckets of the duration, where they are not the usual ones.
    const BUCKETS: Option<&'static [f64]> = None;
    /// The duration that a call should not exceed, in seconds.
    const OBJECTIVE: Option<f64> = None;
    /// The series that each of its metrics may have.
    const MAX_SERIES: usize = DEFAULT_MAX_SERIES;
    /// Whether the calls that are going on are counted.
    const IN_FLIGHT: bool = false;
    /// Whether the time inside of polls is summed up.
    const BUSY: bool = false;
    /// Whether calls that are ok are left out.
    const FAILURES_ONLY: bool = false;
    /// Whether the current span is remembered as an exemplar: of durations, and of calls that are not ok.
    const EXEMPLARS: bool = false;
    /// Whether calls are counted in the families of tracked functions, and not by [`count`](Self::count).
    const COUNTED: bool = true;
    /// Whether calls are timed in the families of tracked functions, and not by [`time`](Self::time).
    const TIMED: bool = true;

    /// Counts a call in a metric of the user's.
    #[inline]
    fn count(_outcome: Outcome) {}

    /// Times a call in a metric of the user's.
    #[inline]
    fn time(_outcome: Outcome, _nanoseconds: u64) {}
}

/// What the families of tracked functions are called.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// Counts calls.
    pub calls: &'static str,
    /// Times them.
    pub duration: &'static str,
    /// Counts those that are going on.
    pub in_flight: &'static str,
    /// Counts errors by kind.
    pub errors: &'static str,
    /// Sums the time inside of polls up.
    pub busy: &'static str,
}

/// The families whose names begin alike.
#[doc(hidden)]
#[macro_export]
macro_rules! __names {
    ($name:expr) => {
        $crate::__private::Names {
            calls: $crate::__private::concat!($name, "_calls"),
            duration: $crate::__private::concat!($name, "_duration"),
            in_flight: $crate::__private::concat!($name, "_calls_in_flight"),
            errors: $crate::__private::concat!($name, "_errors"),
            busy: $crate::__private::concat!($name, "_busy"),
        }
    };
}
