//! prometheus (tikv/rust-prometheus).

use prometheus::{
    Gauge, Histogram, HistogramOpts, HistogramVec, IntCounter, IntCounterVec, IntGauge, Opts, Registry,
    TextEncoder,
};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, LABELS, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::{METHOD_NAMES, STATUS_NAMES};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "prometheus";

pub(super) fn enter(suite: &mut Suite) {
    enter_idiom(suite);
    enter_handles(suite);
}

pub(super) fn counters(name: &str, labels: &[&str]) -> IntCounterVec {
    IntCounterVec::new(Opts::new(name, "Events."), labels).expect("a valid name")
}

pub(super) fn histograms(name: &str, labels: &[&str]) -> HistogramVec {
    HistogramVec::new(HistogramOpts::new(name, "Values.").buckets(BUCKETS.to_vec()), labels)
        .expect("a valid name")
}

fn histogram() -> Histogram {
    Histogram::with_opts(HistogramOpts::new("values", "Values.").buckets(BUCKETS.to_vec()))
        .expect("a valid name")
}

fn enter_idiom(suite: &mut Suite) {
    let counter = IntCounter::new("counter", "Events.").expect("a valid name");
    let in_flight = IntGauge::new("in_flight", "In flight.").expect("a valid name");
    let gauge = Gauge::new("gauge", "A number.").expect("a valid name");
    let (values, durations) = (histogram(), histogram());
    let labeled = counters("labeled", &["method", "status"]);
    let values_labeled = histograms("values_labeled", &["method"]);
    let (calls, took) = (counters("calls", &["function"]), histograms("took", &["function"]));
    let (pairs, methods) = (input::pairs(&METHOD_NAMES, &STATUS_NAMES), Input::among(&METHOD_NAMES));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.with_label_values(&[method, status]).inc();
        })
        .does(Workload::InFlight, move |_| {
            in_flight.inc();
            in_flight.dec();
        })
        .does(Workload::GaugeSet, move |i| gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.observe(d.at(i).as_secs_f64()))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.with_label_values(&[methods.at(i)]).observe(l.at(i));
        })
        .times(move |duration| {
            calls.with_label_values(&["work"]).inc();
            took.with_label_values(&["work"]).observe(duration.as_secs_f64());
        })
        .exposes(build);
}

fn enter_handles(suite: &mut Suite) {
    let labeled = counters("labeled", &["method", "status"]);
    let handles =
        METHOD_NAMES.map(|method| STATUS_NAMES.map(|status| labeled.with_label_values(&[method, status])));
    let values = histograms("values_labeled", &["method"]);
    let value_handles = METHOD_NAMES.map(|method| values.with_label_values(&[method]));
    let (calls, took) = (
        counters("calls", &["function"]).with_label_values(&["work"]),
        histograms("took", &["function"]).with_label_values(&["work"]),
    );
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let (methods, l) = (Input::among(&[0_usize, 1, 2, 3]), input::seconds());
    suite
        .shortcut(NAME, "cached handle")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            handles[method][status].inc();
        })
        .does(Workload::HistogramLabeled, move |i| value_handles[methods.at(i)].observe(l.at(i)))
        .times(move |duration| {
            calls.inc();
            took.observe(duration.as_secs_f64());
        });
}

struct Prometheus {
    shape: Shape,
    counters: Vec<IntCounterVec>,
    histograms: Vec<HistogramVec>,
    registry: Registry,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let registry = Registry::new();
    let counters: Vec<_> = (0..shape.counter_families)
        .map(|family| counters(&format!("bench_c{family}_total"), &LABELS))
        .collect();
    let histograms: Vec<_> = (0..shape.histogram_families)
        .map(|family| histograms(&format!("bench_h{family}_seconds"), &LABELS))
        .collect();
    counters.iter().for_each(|family| registry.register(Box::new(family.clone())).expect("a new name"));
    histograms.iter().for_each(|family| registry.register(Box::new(family.clone())).expect("a new name"));
    Box::new(Prometheus { shape, counters, histograms, registry })
}

impl Exposition for Prometheus {
    fn record(&self) {
        self.shape.each_counter(|family, first, second| {
            let series = self.counters[family].with_label_values(&[VALUES[first], VALUES[second]]);
            series.inc_by(amount(first, second));
        });
        self.shape.each_histogram(|family, first, second| {
            let series = self.histograms[family].with_label_values(&[VALUES[first], VALUES[second]]);
            series.observe(observation(first, second));
        });
    }

    fn encode(&self, out: &mut String) {
        TextEncoder::new().encode_utf8(&self.registry.gather(), out).expect("a valid exposition");
    }
}
