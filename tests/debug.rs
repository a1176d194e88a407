//! What a struct that holds metrics shows of them: names, and of a series its value.

use std::time::Duration;

use metrics_core::label::StatusClass;
use metrics_core::{
    Counter, ExemplarLabels, Gauge, Histogram, Metrics, Outcome, Registry, StateSet, UpDownCounter,
    WithExemplars,
};

#[derive(Debug, Metrics)]
struct Set {
    /// A counter.
    requests: Counter<StatusClass>,
    /// A gauge.
    level: Gauge,
    /// A histogram.
    wait: Histogram<(), Duration>,
    /// What is going on.
    running: UpDownCounter,
    /// Errors, with exemplars.
    errors: WithExemplars<Counter>,
    /// How it went.
    state: StateSet<Outcome>,
}

#[test]
fn a_struct_of_metrics_can_be_shown() {
    let set = Set::new();
    set.state.set(Outcome::Panic);
    assert_eq!(
        format!("{set:?}"),
        "Set { requests: Counter { .. }, level: Gauge { .. }, wait: Histogram { .. }, running: UpDownCounter { .. }, \
         errors: WithExemplars { .. }, state: StateSet { value: Some(\"panic\") } }"
    );
    assert_eq!(format!("{:?}", Registry::new()), "Registry { .. }");
}

#[test]
fn a_series_shows_its_value() {
    let set = Set::new();
    set.requests.with(StatusClass::Success).inc_by(3);
    set.level.set(2.5);
    set.running.inc();
    assert_eq!(format!("{:?}", set.requests.with(StatusClass::Success)), "CounterSeries { value: 3, .. }");
    assert_eq!(format!("{:?}", set.level.with(())), "GaugeSeries { value: 2.5, .. }");
    assert_eq!(format!("{:?}", set.running.with(())), "UpDownCounterSeries { value: 1, .. }");
}

#[test]
fn labels_of_an_exemplar_are_shown_as_pairs() {
    let labels = ExemplarLabels::from([("trace_id", "t"), ("span_id", "s")]);
    assert_eq!(format!("{labels:?}"), r#"{"trace_id": "t", "span_id": "s"}"#);
    assert_eq!(format!("{:?}", ExemplarLabels::default()), "{}");
    assert_eq!(ExemplarLabels::default(), ExemplarLabels::new());
}
