//! What was counted of a tracked function.

use metrics_core::Registry;

/// The calls of a function in all modules of this program: ok, error, panic, cancelled.
///
/// Also checks that each of them was timed.
#[track_caller]
pub(crate) fn calls(function: &str) -> [u64; 4] {
    let snapshot = Registry::global().snapshot();
    let count = |outcome| {
        number(snapshot.sum("function_calls_total", &[("function", function), ("outcome", outcome)]))
    };
    let calls = ["ok", "error", "panic", "cancelled"].map(count);
    let timed = number(snapshot.sum("function_duration_seconds_count", &[("function", function)]));
    assert_eq!(timed, calls.iter().sum::<u64>(), "each call of {function} is timed");
    calls
}

fn number(value: f64) -> u64 {
    value.to_string().parse().expect("a count")
}
