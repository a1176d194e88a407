//! vise.

use std::time::Duration;

use vise::{
    Buckets, Counter, EncodeLabelSet, EncodeLabelValue, Family, Format, Gauge, Global, Histogram, Metrics,
    Registry,
};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::labels;
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "vise";

labels!(#[derive(Debug, PartialEq, Eq, Hash, EncodeLabelValue)] #[metrics(rename_all = "snake_case")]);

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
const BOUNDS: Buckets = Buckets::values(&BUCKETS);

#[derive(Debug, Metrics)]
#[metrics(prefix = "bench")]
struct Bench {
    /// Events.
    counter: Counter,
    /// Events by method and status.
    labeled: Family<Request, Counter>,
    /// What is going on now.
    in_flight: Gauge,
    /// A number that is set.
    gauge: Gauge<f64>,
    /// Values.
    #[metrics(buckets = BOUNDS)]
    values: Histogram,
    /// Durations.
    #[metrics(buckets = BOUNDS)]
    durations: Histogram<Duration>,
    /// Values by method.
    #[metrics(buckets = BOUNDS)]
    values_labeled: Family<ByMethod, Histogram>,
    /// Calls by function.
    calls: Family<Call, Counter>,
    /// How long they took.
    #[metrics(buckets = BOUNDS)]
    took: Family<Call, Histogram<Duration>>,
}

static BENCH: Global<Bench> = Global::new();

pub(super) fn enter(suite: &mut Suite) {
    let (pairs, methods) = (input::pairs(&METHODS, &STATUSES), Input::among(&METHODS));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, |_| BENCH.counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            BENCH.labeled[&Request { method, status }].inc()
        })
        .does(Workload::InFlight, |_| drop(BENCH.in_flight.inc_guard(1)))
        .does(Workload::GaugeSet, move |i| BENCH.gauge.set(g.at(i)))
        .does(Workload::Histogram, move |i| BENCH.values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| BENCH.durations.observe(d.at(i)))
        .does(Workload::HistogramLabeled, move |i| {
            BENCH.values_labeled[&ByMethod { method: methods.at(i) }].observe(l.at(i));
        })
        .times(|duration| {
            BENCH.calls[&CALL].inc();
            BENCH.took[&CALL].observe(duration);
        })
        .exposes(build);
    enter_handles(suite);
}

fn enter_handles(suite: &mut Suite) {
    let handles = METHODS.map(|method| STATUSES.map(|status| &BENCH.labeled[&Request { method, status }]));
    let values = METHODS.map(|method| &BENCH.values_labeled[&ByMethod { method }]);
    let (calls, took) = (&BENCH.calls[&CALL], &BENCH.took[&CALL]);
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let (methods, l) = (Input::among(&[0_usize, 1, 2, 3]), input::seconds());
    suite
        .shortcut(NAME, "cached handle")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            handles[method][status].inc()
        })
        .does(Workload::HistogramLabeled, move |i| values[methods.at(i)].observe(l.at(i)))
        .times(move |duration| {
            calls.inc();
            took.observe(duration);
        });
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Series {
    shard: &'static str,
    route: &'static str,
}

/// Writes a set of families that differ in nothing but the name.
macro_rules! set {
    ($($counter:ident)*; $($histogram:ident)*) => {
        #[derive(Debug, Metrics)]
        #[metrics(prefix = "bench")]
        struct Set {
            $(
                /// Events by shard and route.
                $counter: Family<Series, Counter>,
            )*
            $(
                /// Values by shard and route.
                #[metrics(buckets = BOUNDS, unit = vise::Unit::Seconds)]
                $histogram: Family<Series, Histogram>,
            )*
        }

        impl Set {
            fn counters(&self) -> [&Family<Series, Counter>; 10] {
                [$(&self.$counter),*]
            }

            fn histograms(&self) -> [&Family<Series, Histogram>; 5] {
                [$(&self.$histogram),*]
            }
        }
    };
}

set!(c0 c1 c2 c3 c4 c5 c6 c7 c8 c9; h0 h1 h2 h3 h4);

struct Vise {
    shape: Shape,
    set: Set,
    registry: Registry,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let (set, mut registry) = (Set::default(), Registry::empty());
    registry.register_metrics(&set);
    Box::new(Vise { shape, set, registry })
}

impl Exposition for Vise {
    fn record(&self) {
        let series = |first: usize, second: usize| Series { shard: VALUES[first], route: VALUES[second] };
        let (counters, histograms) = (self.set.counters(), self.set.histograms());
        self.shape.each_counter(|family, first, second| {
            counters[family][&series(first, second)].inc_by(amount(first, second));
        });
        self.shape.each_histogram(|family, first, second| {
            histograms[family][&series(first, second)].observe(observation(first, second));
        });
    }

    fn encode(&self, out: &mut String) {
        self.registry.encode(out, Format::Prometheus).expect("a string takes everything");
    }

    fn encode_open_metrics(&self, out: &mut String) -> bool {
        self.registry.encode(out, Format::OpenMetrics).expect("a string takes everything");
        true
    }
}
