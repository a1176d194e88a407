//! metrics, the facade, with metrics-exporter-prometheus.
//!
//! The exporter keeps the samples of histograms until somebody drains them, so that is part of the work.

use std::sync::OnceLock;

use metrics::{counter, gauge, histogram, with_local_recorder};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::{METHOD_NAMES, STATUS_NAMES};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "metrics";

fn recorder() -> PrometheusRecorder {
    PrometheusBuilder::new().set_buckets(&BUCKETS).expect("there are buckets").build_recorder()
}

/// Drains the histograms from time to time.
fn drain(iteration: usize) {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    if iteration.is_multiple_of(4096) {
        let handle = HANDLE.get_or_init(|| {
            let recorder = recorder();
            let handle = recorder.handle();
            metrics::set_global_recorder(recorder).expect("nobody else sets one");
            handle
        });
        handle.run_upkeep();
    }
}

/// The same for calls that do not say which iteration they are.
fn drain_by_count() {
    thread_local!(static CALLS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) });
    drain(CALLS.replace(CALLS.get() + 1));
}

pub(super) fn enter(suite: &mut Suite) {
    drain(0);
    let (pairs, methods) = (input::pairs(&METHOD_NAMES, &STATUS_NAMES), Input::among(&METHOD_NAMES));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, |_| counter!("counter").increment(1))
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            counter!("labeled", "method" => method, "status" => status).increment(1);
        })
        .does(Workload::InFlight, |_| {
            gauge!("in_flight").increment(1.0);
            gauge!("in_flight").decrement(1.0);
        })
        .does(Workload::GaugeSet, move |i| gauge!("gauge").set(g.at(i)))
        .does(Workload::Histogram, move |i| {
            drain(i);
            histogram!("values").record(v.at(i));
        })
        .does(Workload::HistogramDuration, move |i| {
            drain(i);
            histogram!("durations").record(d.at(i));
        })
        .does(Workload::HistogramLabeled, move |i| {
            drain(i);
            histogram!("values_labeled", "method" => methods.at(i)).record(l.at(i));
        })
        .times(|duration| {
            drain_by_count();
            counter!("calls", "function" => "work").increment(1);
            histogram!("took", "function" => "work").record(duration);
        })
        .exposes(build);
    enter_handles(suite);
}

fn enter_handles(suite: &mut Suite) {
    let (plain, in_flight, gauge) = (counter!("counter"), gauge!("in_flight"), gauge!("gauge"));
    let labeled = METHOD_NAMES
        .map(|method| STATUS_NAMES.map(|status| counter!("labeled", "method" => method, "status" => status)));
    let (values, durations) = (histogram!("values"), histogram!("durations"));
    let values_labeled = METHOD_NAMES.map(|method| histogram!("values_labeled", "method" => method));
    let (calls, took) = (counter!("calls", "function" => "work"), histogram!("took", "function" => "work"));
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let methods = Input::among(&[0_usize, 1, 2, 3]);
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .shortcut(NAME, "cached handle")
        .does(Workload::Counter, move |_| plain.increment(1))
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled[method][status].increment(1);
        })
        .does(Workload::InFlight, move |_| {
            in_flight.increment(1.0);
            in_flight.decrement(1.0);
        })
        .does(Workload::GaugeSet, move |i| gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| {
            drain(i);
            values.record(v.at(i));
        })
        .does(Workload::HistogramDuration, move |i| {
            drain(i);
            durations.record(d.at(i));
        })
        .does(Workload::HistogramLabeled, move |i| {
            drain(i);
            values_labeled[methods.at(i)].record(l.at(i));
        })
        .times(move |duration| {
            drain_by_count();
            calls.increment(1);
            took.record(duration);
        });
}

struct Metrics {
    shape: Shape,
    recorder: PrometheusRecorder,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    Box::new(Metrics { shape, recorder: recorder() })
}

impl Exposition for Metrics {
    fn record(&self) {
        with_local_recorder(&self.recorder, || {
            self.shape.each_counter(|family, first, second| {
                let (shard, route) = (VALUES[first], VALUES[second]);
                counter!(format!("bench_c{family}"), "shard" => shard, "route" => route)
                    .increment(amount(first, second));
            });
            self.shape.each_histogram(|family, first, second| {
                let (shard, route) = (VALUES[first], VALUES[second]);
                histogram!(format!("bench_h{family}_seconds"), "shard" => shard, "route" => route)
                    .record(observation(first, second));
            });
        });
    }

    fn encode(&self, out: &mut String) {
        out.push_str(&self.recorder.handle().render());
    }
}
