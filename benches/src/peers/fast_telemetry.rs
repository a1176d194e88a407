//! fast-telemetry. It has no label set of two enums: two labels are looked up by their strings, or merged into one enum.
//! Its histograms take integers, which are microseconds here.

use std::sync::Arc;

use fast_telemetry::{
    Counter, DeriveLabel, DynamicCounter, DynamicHistogram, Gauge, GaugeF64, Histogram, LabelEnum,
    LabeledCounter, LabeledHistogram, PrometheusExport,
};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::{METHOD_NAMES, STATUS_NAMES};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "fast-telemetry";

#[derive(Clone, Copy, Debug, DeriveLabel)]
#[label_name = "method"]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Delete];

#[derive(Clone, Copy, Debug, DeriveLabel)]
#[label_name = "function"]
enum Function {
    Work,
}

/// Method and status in one label.
#[derive(Clone, Copy, Debug)]
struct Merged(usize);

impl LabelEnum for Merged {
    const CARDINALITY: usize = 20;
    const LABEL_NAME: &'static str = "method_status";

    fn as_index(self) -> usize {
        self.0
    }

    fn from_index(index: usize) -> Self {
        Self(index)
    }

    fn variant_name(self) -> &'static str {
        VALUES[self.0]
    }
}

/// Shards of a counter: as the documentation has it, one for each core.
fn shards() -> usize {
    std::thread::available_parallelism().map_or(4, usize::from)
}

fn bounds() -> [u64; 11] {
    BUCKETS.map(|bound| (bound * 1e6) as u64)
}

pub(super) fn enter(suite: &mut Suite) {
    let (counter, in_flight, gauge) = (Counter::new(shards()), Counter::new(shards()), GaugeF64::new());
    let (values, durations) = (Histogram::new(&bounds(), shards()), Histogram::new(&bounds(), shards()));
    let labeled = DynamicCounter::new(shards());
    let values_labeled = LabeledHistogram::<Method>::new(&bounds(), shards());
    let timed = Arc::new((
        LabeledCounter::<Function>::new(shards()),
        LabeledHistogram::<Function>::new(&bounds(), shards()),
    ));
    let (pairs, methods) = (input::pairs(&METHOD_NAMES, &STATUS_NAMES), Input::among(&METHODS));
    let micros = || {
        let durations = input::durations();
        let mut iteration = 0;
        Input::new(move |_| {
            iteration += 1;
            durations.at(iteration - 1).as_micros() as u64
        })
    };
    let (g, v, l, d) = (input::seconds(), micros(), micros(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.inc(&[("method", method), ("status", status)]);
        })
        .does(Workload::InFlight, move |_| {
            in_flight.inc();
            in_flight.add(-1);
        })
        .does(Workload::GaugeSet, move |i| gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| values.record(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.record(d.at(i).as_micros() as u64))
        .does(Workload::HistogramLabeled, move |i| values_labeled.record(methods.at(i), l.at(i)))
        .times(move |duration| {
            timed.0.inc(Function::Work);
            timed.1.record(Function::Work, duration.as_micros() as u64);
        })
        .exposes(build);
    enter_shortcuts(suite);
}

fn enter_shortcuts(suite: &mut Suite) {
    let labeled = DynamicCounter::new(shards());
    let handles = METHOD_NAMES
        .map(|method| STATUS_NAMES.map(|status| labeled.series(&[("method", method), ("status", status)])));
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    suite.shortcut(NAME, "cached handle").does(Workload::CounterLabeled, move |i| {
        let (method, status) = pairs.at(i);
        handles[method][status].inc();
    });
    let merged = LabeledCounter::<Merged>::new(shards());
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    suite.shortcut(NAME, "labels merged").does(Workload::CounterLabeled, move |i| {
        let (method, status) = pairs.at(i);
        merged.inc(Merged(method * 5 + status));
    });
    let gauge = Gauge::new();
    let integers = Input::new(|random| random as i64);
    suite.shortcut(NAME, "integer").does(Workload::GaugeSet, move |i| gauge.set(integers.at(i)));
}

struct FastTelemetry {
    shape: Shape,
    counters: Vec<(String, DynamicCounter)>,
    histograms: Vec<(String, DynamicHistogram)>,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    const MAX_SERIES: usize = 10_000;
    let counters = (0..shape.counter_families)
        .map(|family| (format!("bench_c{family}"), DynamicCounter::with_max_series(shards(), MAX_SERIES)))
        .collect();
    let histograms = (0..shape.histogram_families)
        .map(|family| {
            (format!("bench_h{family}"), DynamicHistogram::with_limits(&bounds(), shards(), MAX_SERIES))
        })
        .collect();
    Box::new(FastTelemetry { shape, counters, histograms })
}

impl Exposition for FastTelemetry {
    fn record(&self) {
        self.shape.each_counter(|family, first, second| {
            let labels = [("shard", VALUES[first]), ("route", VALUES[second])];
            self.counters[family].1.add(&labels, amount(first, second) as isize);
        });
        self.shape.each_histogram(|family, first, second| {
            let labels = [("shard", VALUES[first]), ("route", VALUES[second])];
            self.histograms[family].1.record(&labels, (observation(first, second) * 1e6) as u64);
        });
    }

    fn encode(&self, out: &mut String) {
        for (name, family) in &self.counters {
            family.export_prometheus(out, name, "Events by shard and route.");
        }
        for (name, family) in &self.histograms {
            family.export_prometheus(out, name, "Values by shard and route.");
        }
    }
}
