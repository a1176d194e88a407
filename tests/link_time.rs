//! Link-time registration: sets and functions are there without anyone having touched them, in this program and in a
//! dependency of which only a constant is used.
//!
//! `ci/link-time` shows the same for a program, with other linkers and with link-time optimisation.

use metrics_core::{Counter, Metrics, Registry, track_metrics};

#[derive(Metrics)]
#[metrics(prefix = "here")]
struct Here {
    /// Nobody counts.
    silent: Counter,
}

#[metrics_core::register]
static HERE: Here = Here::new();

#[track_metrics]
#[allow(dead_code)]
fn never_called() -> u32 {
    1
}

struct One;
struct Other;

impl One {
    #[track_metrics]
    fn same_name() {}
}

impl Other {
    #[track_metrics]
    fn same_name() {}
}

fn outcomes(function: &str, module: &str) -> Vec<Option<f64>> {
    let snapshot = Registry::global().snapshot();
    let outcome = |outcome| {
        snapshot.value(
            "function_calls_total",
            &[("function", function), ("module", module), ("outcome", outcome)],
        )
    };
    ["ok", "error", "panic", "cancelled"].map(outcome).to_vec()
}

#[test]
fn what_nobody_touched_is_there_at_zero() {
    assert_eq!(fixture_linked::NAME, "fixture-linked");
    assert!(Registry::conflicts().is_empty(), "{:?}", Registry::conflicts());
    let snapshot = Registry::global().snapshot();
    assert_eq!(snapshot.value("here_silent_total", &[]), Some(0.0));
    assert_eq!(snapshot.value("linked_silent_total", &[]), Some(0.0));
    assert_eq!(HERE.silent.value(), 0);
    assert_eq!(outcomes("never_called", "link_time"), [Some(0.0); 4]);
    assert_eq!(outcomes("never_called", "fixture_linked::deep"), [Some(0.0); 4]);
    assert_eq!(outcomes("never_called_generic", "fixture_linked::deep"), [Some(0.0); 4]);
    let count = [("function", "never_called"), ("module", "link_time")];
    assert_eq!(snapshot.value("function_duration_seconds_count", &count), Some(0.0));
}

#[test]
fn functions_of_one_name_in_one_module_count_together() {
    One::same_name();
    Other::same_name();
    Other::same_name();
    assert_eq!(outcomes("same_name", "link_time"), [Some(3.0), Some(0.0), Some(0.0), Some(0.0)]);
}
