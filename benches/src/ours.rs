//! metrics-core, as its documentation shows it: metrics in a `static`, labels that are enums, an attribute.

use std::time::Duration;

use metrics_core::{Counter, Gauge, Histogram, Label, Metrics, UpDownCounter, track_metrics};

use crate::input;
use crate::labels::labels;
use crate::suite::Suite;
use crate::workload::Workload;

mod exposition;

labels!(#[derive(Label)]);

#[derive(Metrics)]
#[metrics(prefix = "bench")]
struct Bench {
    /// Events.
    counter: Counter,
    /// Events by method and status.
    counter_labeled: Counter<(Method, Status)>,
    /// What is going on now.
    in_flight: UpDownCounter,
    /// A number that is set.
    gauge: Gauge,
    /// Values.
    #[metric(unit = "seconds", buckets = input::BUCKETS)]
    values: Histogram,
    /// Durations.
    durations: Histogram<(), Duration>,
    /// Values by method.
    #[metric(unit = "seconds", buckets = input::BUCKETS)]
    values_labeled: Histogram<Method>,
}

static BENCH: Bench = Bench::new();

#[track_metrics]
fn tracked(number: u64) -> u64 {
    input::work(number)
}

#[track_metrics]
async fn tracked_ready(number: u64) -> u64 {
    input::work(number)
}

#[track_metrics]
async fn tracked_thrice(number: u64) -> u64 {
    input::work_thrice(number).await
}

pub(crate) fn enter(suite: &mut Suite) {
    let pairs = input::pairs(&METHODS, &STATUSES);
    let (gauge, values, durations) = (input::seconds(), input::seconds(), input::durations());
    let (methods, labeled) = (input::Input::among(&METHODS), input::seconds());
    suite
        .ours("metrics-core")
        .does(Workload::Counter, |_| BENCH.counter.inc())
        .does(Workload::CounterLabeled, move |i| BENCH.counter_labeled.with(pairs.at(i)).inc())
        .does(Workload::InFlight, |_| drop(BENCH.in_flight.track()))
        .does(Workload::GaugeSet, move |i| BENCH.gauge.set(gauge.at(i)))
        .does(Workload::Histogram, move |i| BENCH.values.observe(values.at(i)))
        .does(Workload::HistogramDuration, move |i| BENCH.durations.observe(durations.at(i)))
        .does(Workload::HistogramLabeled, move |i| {
            BENCH.values_labeled.with(methods.at(i)).observe(labeled.at(i));
        })
        .does(Workload::Function, |i| tracked(i as u64))
        .does(Workload::AsyncReady, |i| input::run(tracked_ready(i as u64)))
        .does(Workload::AsyncThrice, |i| input::run(tracked_thrice(i as u64)))
        .future(&tracked_thrice(0))
        .exposes(exposition::build);
}
