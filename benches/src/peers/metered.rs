//! metered 0.10.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64};

use metered::bucket_histogram::{BucketHistogram, Buckets};
use metered::om::OpenMetricsRegistryExt;
use metered::{Counter, Family, Gauge, LabelSet, Registry};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::{METHOD_NAMES, STATUS_NAMES};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "metered 0.10";

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Request {
    method: &'static str,
    status: &'static str,
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct ByMethod {
    method: &'static str,
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Call {
    function: &'static str,
}

const CALL: Call = Call { function: "work" };

fn histogram() -> BucketHistogram {
    BucketHistogram::new(Buckets::custom(BUCKETS))
}

fn histograms<L: LabelSet + Clone + Eq + std::hash::Hash>() -> Family<L, BucketHistogram> {
    Family::new_with_constructor(histogram as fn() -> BucketHistogram)
}

pub(super) fn enter(suite: &mut Suite) {
    let (counter, in_flight, gauge) = (AtomicU64::new(0), AtomicI64::new(0), AtomicI64::new(0));
    let (values, durations) = (histogram(), histogram());
    let labeled = Family::<Request, AtomicU64>::default();
    let values_labeled = histograms::<ByMethod>();
    let timed = Arc::new((Family::<Call, AtomicU64>::default(), histograms::<Call>()));
    let (pairs, methods) = (input::pairs(&METHOD_NAMES, &STATUS_NAMES), Input::among(&METHOD_NAMES));
    let integers = Input::new(|random| random as i64);
    let (v, l, d) = (input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| Counter::incr(&counter))
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.with(&Request { method, status }, Counter::incr);
        })
        .does(Workload::InFlight, move |_| {
            in_flight.incr();
            in_flight.decr();
        })
        .does(Workload::GaugeSet, move |i| Gauge::set(&gauge, integers.at(i)))
        .does(Workload::Histogram, move |i| values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.observe_duration(d.at(i)))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.with(&ByMethod { method: methods.at(i) }, |series| series.observe(l.at(i)))
        })
        .times(move |duration| {
            timed.0.with(&CALL, Counter::incr);
            timed.1.with(&CALL, |series| series.observe_duration(duration));
        })
        .exposes(build);
}

#[derive(Clone, PartialEq, Eq, Hash, LabelSet)]
struct Series {
    shard: &'static str,
    route: &'static str,
}

struct Metered {
    shape: Shape,
    counters: Vec<Family<Series, AtomicU64>>,
    histograms: Vec<Family<Series, BucketHistogram>>,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let counters = (0..shape.counter_families).map(|_| Family::default()).collect();
    let histograms = (0..shape.histogram_families).map(|_| histograms::<Series>()).collect();
    Box::new(Metered { shape, counters, histograms })
}

impl Exposition for Metered {
    fn record(&self) {
        let series = |first: usize, second: usize| Series { shard: VALUES[first], route: VALUES[second] };
        self.shape.each_counter(|family, first, second| {
            self.counters[family]
                .with(&series(first, second), |counter| counter.incr_by(amount(first, second)));
        });
        self.shape.each_histogram(|family, first, second| {
            self.histograms[family]
                .with(&series(first, second), |histogram| histogram.observe(observation(first, second)));
        });
    }

    fn encode(&self, out: &mut String) {
        let mut registry = Registry::with_prefix("bench");
        for (number, family) in self.counters.iter().enumerate() {
            registry.register(metered::entry::metric(format!("c{number}")).source(family));
        }
        for (number, family) in self.histograms.iter().enumerate() {
            registry.register(metered::entry::metric(format!("h{number}_seconds")).source(family));
        }
        out.push_str(&registry.encode_to_string().expect("a string takes everything"));
    }
}
