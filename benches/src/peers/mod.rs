//! The peers, each by what its documentation shows, and by its shortcut where it has one.
//!
//! Handles are held by the closure that uses them: one load, less than the lazy `static` that most peers suggest.

mod autometrics;
mod by_hand;
mod fast_telemetry;
mod fastmetrics;
mod measured;
mod metered;
mod metered_09;
mod metrics;
mod opentelemetry;
mod prometheus;
mod prometheus_client;
mod prometheus_static_metric;
mod vise;

use crate::suite::Suite;

pub(crate) fn enter(suite: &mut Suite) {
    prometheus::enter(suite);
    prometheus_static_metric::enter(suite);
    prometheus_client::enter(suite);
    metrics::enter(suite);
    measured::enter(suite);
    vise::enter(suite);
    fast_telemetry::enter(suite);
    fastmetrics::enter(suite);
    opentelemetry::enter(suite);
    metered::enter(suite);
    metered_09::enter(suite);
    autometrics::enter(suite);
}
