//! fastmetrics.

use fastmetrics::derive::{EncodeLabelValue, LabelSet};
use fastmetrics::format::text::{self, TextProfile};
use fastmetrics::metrics::counter::Counter;
use fastmetrics::metrics::family::Family;
use fastmetrics::metrics::gauge::Gauge;
use fastmetrics::metrics::histogram::Histogram;
use fastmetrics::registry::Registry;

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::labels;
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "fastmetrics";

labels!(#[derive(PartialEq, Eq, Hash, EncodeLabelValue)]);

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Request {
    method: Method,
    status: Status,
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct ByMethod {
    method: Method,
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Call {
    function: &'static str,
}

const CALL: Call = Call { function: "work" };

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

pub(super) fn enter(suite: &mut Suite) {
    let (counter, in_flight, gauge) = (<Counter>::default(), <Gauge>::default(), Gauge::<f64>::default());
    let (values, durations) = (histogram(), histogram());
    let labeled = Family::<Request, Counter>::default();
    let values_labeled = Family::<ByMethod, Histogram>::new(histogram);
    let (calls, took) = (Family::<Call, Counter>::default(), Family::<Call, Histogram>::new(histogram));
    let (pairs, methods) = (input::pairs(&METHODS, &STATUSES), Input::among(&METHODS));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.with_or_new(&Request { method, status }, Counter::inc);
        })
        .does(Workload::InFlight, move |_| {
            in_flight.inc();
            in_flight.dec();
        })
        .does(Workload::GaugeSet, move |i| gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.observe(d.at(i).as_secs_f64()))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.with_or_new(&ByMethod { method: methods.at(i) }, |series| series.observe(l.at(i)));
        })
        .times(move |duration| {
            calls.with_or_new(&CALL, Counter::inc);
            took.with_or_new(&CALL, |series| series.observe(duration.as_secs_f64()));
        })
        .exposes(build);
    enter_handles(suite);
}

fn enter_handles(suite: &mut Suite) {
    let labeled = Family::<Request, Counter>::default();
    let handles = METHODS.map(|method| {
        STATUSES.map(|status| labeled.with_or_new(&Request { method, status }, Counter::clone))
    });
    let values = METHODS.map(|_| histogram());
    let (calls, took) = (<Counter>::default(), histogram());
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let (methods, l) = (Input::among(&[0_usize, 1, 2, 3]), input::seconds());
    suite
        .shortcut(NAME, "cached handle")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            handles[method][status].inc();
        })
        .does(Workload::HistogramLabeled, move |i| values[methods.at(i)].observe(l.at(i)))
        .times(move |duration| {
            calls.inc();
            took.observe(duration.as_secs_f64());
        });
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Series {
    shard: &'static str,
    route: &'static str,
}

struct FastMetrics {
    shape: Shape,
    counters: Vec<Family<Series, Counter>>,
    histograms: Vec<Family<Series, Histogram>>,
    registry: Registry,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let mut registry = Registry::builder().with_namespace("bench").build().expect("a valid name");
    let counters: Vec<Family<Series, Counter>> =
        (0..shape.counter_families).map(|_| Family::default()).collect();
    let histograms: Vec<Family<Series, Histogram>> =
        (0..shape.histogram_families).map(|_| Family::new(histogram)).collect();
    for (number, family) in counters.iter().enumerate() {
        let help = "Events by shard and route.";
        registry.register(format!("c{number}"), help, family.clone()).expect("a new name");
    }
    for (number, family) in histograms.iter().enumerate() {
        let help = "Values by shard and route.";
        registry.register(format!("h{number}_seconds"), help, family.clone()).expect("a new name");
    }
    Box::new(FastMetrics { shape, counters, histograms, registry })
}

impl Exposition for FastMetrics {
    fn record(&self) {
        let series = |first: usize, second: usize| Series { shard: VALUES[first], route: VALUES[second] };
        self.shape.each_counter(|family, first, second| {
            self.counters[family]
                .with_or_new(&series(first, second), |counter| counter.inc_by(amount(first, second)));
        });
        self.shape.each_histogram(|family, first, second| {
            self.histograms[family].with_or_new(&series(first, second), |histogram| {
                histogram.observe(observation(first, second));
            });
        });
    }

    fn encode(&self, out: &mut String) {
        text::encode(out, &self.registry, TextProfile::default()).expect("a string takes everything");
    }
}
