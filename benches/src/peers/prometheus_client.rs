//! prometheus-client (prometheus/client_rust).

use std::sync::atomic::AtomicU64;

use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::labels;
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "prometheus-client";

labels!(#[derive(Debug, PartialEq, Eq, Hash, EncodeLabelValue)]);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: Method,
    status: Status,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ByMethod {
    method: Method,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Call {
    function: &'static str,
}

const CALL: Call = Call { function: "work" };

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

fn histograms<L: Clone + Eq + std::hash::Hash>() -> Family<L, Histogram> {
    Family::new_with_constructor(histogram)
}

pub(super) fn enter(suite: &mut Suite) {
    let (counter, in_flight) = (<Counter>::default(), <Gauge>::default());
    let gauge = Gauge::<f64, AtomicU64>::default();
    let (values, durations) = (histogram(), histogram());
    let labeled = Family::<Request, Counter>::default();
    let values_labeled = histograms::<ByMethod>();
    let (calls, took) = (Family::<Call, Counter>::default(), histograms::<Call>());
    let (pairs, methods) = (input::pairs(&METHODS, &STATUSES), Input::among(&METHODS));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.get_or_create(&Request { method, status }).inc()
        })
        .does(Workload::InFlight, move |_| {
            in_flight.inc();
            in_flight.dec()
        })
        .does(Workload::GaugeSet, move |i| gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.observe(d.at(i).as_secs_f64()))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.get_or_create(&ByMethod { method: methods.at(i) }).observe(l.at(i));
        })
        .times(move |duration| {
            calls.get_or_create(&CALL).inc();
            took.get_or_create(&CALL).observe(duration.as_secs_f64());
        })
        .exposes(build);
    enter_handles(suite);
}

fn enter_handles(suite: &mut Suite) {
    let labeled = Family::<Request, Counter>::default();
    let handles =
        METHODS.map(|method| STATUSES.map(|status| labeled.get_or_create_owned(&Request { method, status })));
    let values = histograms::<ByMethod>();
    let value_handles = METHODS.map(|method| values.get_or_create_owned(&ByMethod { method }));
    let (calls, took) = (<Counter>::default(), histogram());
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let (methods, l) = (Input::among(&[0_usize, 1, 2, 3]), input::seconds());
    suite
        .shortcut(NAME, "cached handle")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            handles[method][status].inc()
        })
        .does(Workload::HistogramLabeled, move |i| value_handles[methods.at(i)].observe(l.at(i)))
        .times(move |duration| {
            calls.inc();
            took.observe(duration.as_secs_f64());
        });
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Series {
    shard: &'static str,
    route: &'static str,
}

struct Client {
    shape: Shape,
    counters: Vec<Family<Series, Counter>>,
    histograms: Vec<Family<Series, Histogram>>,
    registry: Registry,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let mut registry = Registry::with_prefix("bench");
    let counters: Vec<Family<Series, Counter>> =
        (0..shape.counter_families).map(|_| Family::default()).collect();
    let histograms: Vec<_> = (0..shape.histogram_families).map(|_| histograms::<Series>()).collect();
    for (number, family) in counters.iter().enumerate() {
        registry.register(format!("c{number}"), "Events by shard and route.", family.clone());
    }
    for (number, family) in histograms.iter().enumerate() {
        registry.register(format!("h{number}_seconds"), "Values by shard and route.", family.clone());
    }
    Box::new(Client { shape, counters, histograms, registry })
}

impl Exposition for Client {
    fn record(&self) {
        let series = |first: usize, second: usize| Series { shard: VALUES[first], route: VALUES[second] };
        self.shape.each_counter(|family, first, second| {
            self.counters[family].get_or_create(&series(first, second)).inc_by(amount(first, second));
        });
        self.shape.each_histogram(|family, first, second| {
            self.histograms[family].get_or_create(&series(first, second)).observe(observation(first, second));
        });
    }

    fn encode(&self, out: &mut String) {
        text::encode(out, &self.registry).expect("a string takes everything");
    }
}
