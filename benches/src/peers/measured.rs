//! measured.

use measured::label::StaticLabelSet;
use measured::lasso::{Rodeo, RodeoReader};
use measured::metric::MetricFamilyEncoding;
use measured::metric::histogram::Thresholds;
use measured::metric::name::MetricName;
use measured::text::TextEncoder;
use measured::{
    Counter, CounterVec, FixedCardinalityLabel, FloatGauge, Gauge, Histogram, HistogramVec, LabelGroup,
};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "measured";

// Not by `labels!`: the derive is not hygienic.
#[derive(Clone, Copy, FixedCardinalityLabel)]
enum Method {
    Get,
    Post,
    Put,
    Delete,
}

#[derive(Clone, Copy, FixedCardinalityLabel)]
enum Status {
    Ok,
    Created,
    Redirect,
    NotFound,
    Error,
}

const METHODS: [Method; 4] = [Method::Get, Method::Post, Method::Put, Method::Delete];
const STATUSES: [Status; 5] =
    [Status::Ok, Status::Created, Status::Redirect, Status::NotFound, Status::Error];

#[derive(Clone, Copy, LabelGroup)]
#[label(set = RequestSet)]
struct Request {
    method: Method,
    status: Status,
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = ByMethodSet)]
struct ByMethod {
    method: Method,
}

#[derive(Clone, Copy, FixedCardinalityLabel)]
#[label(singleton = "function")]
enum Function {
    Work,
}

type Calls = CounterVec<StaticLabelSet<Function>>;
type Took = HistogramVec<StaticLabelSet<Function>, 11>;

fn thresholds() -> Thresholds<11> {
    Thresholds::with_buckets(BUCKETS)
}

pub(super) fn enter(suite: &mut Suite) {
    let (counter, in_flight, gauge) = (Counter::new(), Gauge::new(), FloatGauge::new());
    let (values, durations) =
        (Histogram::with_metadata(thresholds()), Histogram::with_metadata(thresholds()));
    let labeled = CounterVec::with_label_set(RequestSet::new());
    let values_labeled = HistogramVec::with_label_set_and_metadata(ByMethodSet::new(), thresholds());
    let (calls, took) = (Calls::new(), Took::with_metadata(thresholds()));
    let calls = std::sync::Arc::new((calls, took));
    let (pairs, methods) = (input::pairs(&METHODS, &STATUSES), Input::among(&METHODS));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.inc())
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.inc(Request { method, status });
        })
        .does(Workload::InFlight, move |_| {
            in_flight.get_metric().inc();
            in_flight.get_metric().dec();
        })
        .does(Workload::GaugeSet, move |i| gauge.get_metric().set(g.at(i)))
        .does(Workload::Histogram, move |i| values.observe(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.get_metric().observe_duration(d.at(i)))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.observe(ByMethod { method: methods.at(i) }, l.at(i));
        })
        .times(move |duration| {
            calls.0.inc(Function::Work);
            calls.1.observe_duration(Function::Work, duration);
        })
        .exposes(build);
    enter_ids(suite);
}

fn enter_ids(suite: &mut Suite) {
    let labeled = CounterVec::with_label_set(RequestSet::new());
    let ids = METHODS.map(|method| STATUSES.map(|status| labeled.with_labels(Request { method, status })));
    let values = HistogramVec::with_label_set_and_metadata(ByMethodSet::new(), thresholds());
    let value_ids = METHODS.map(|method| values.with_labels(ByMethod { method }));
    let calls = std::sync::Arc::new((Counter::new(), Histogram::with_metadata(thresholds())));
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let (methods, l) = (Input::among(&[0_usize, 1, 2, 3]), input::seconds());
    suite
        .shortcut(NAME, "cached id")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.get_metric(ids[method][status]).inc();
        })
        .does(Workload::HistogramLabeled, move |i| {
            values.get_metric(value_ids[methods.at(i)]).observe(l.at(i));
        })
        .times(move |duration| {
            calls.0.inc();
            calls.1.get_metric().observe_duration(duration);
        });
}

#[derive(Clone, Copy, LabelGroup)]
#[label(set = SeriesSet)]
struct Series<'a> {
    #[label(fixed_with = RodeoReader)]
    shard: &'a str,
    #[label(fixed_with = RodeoReader)]
    route: &'a str,
}

struct Measured {
    shape: Shape,
    counters: Vec<CounterVec<SeriesSet>>,
    histograms: Vec<HistogramVec<SeriesSet, 11>>,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let values = |count: usize| VALUES[..count].iter().collect::<Rodeo>().into_reader();
    let set = |(first, second): (usize, usize)| SeriesSet::new(values(first), values(second));
    let counters =
        (0..shape.counter_families).map(|_| CounterVec::with_label_set(set(shape.counter_labels))).collect();
    let histograms = (0..shape.histogram_families)
        .map(|_| HistogramVec::with_label_set_and_metadata(set(shape.histogram_labels), thresholds()))
        .collect();
    Box::new(Measured { shape, counters, histograms })
}

impl Exposition for Measured {
    fn record(&self) {
        let series = |first: usize, second: usize| Series { shard: VALUES[first], route: VALUES[second] };
        self.shape.each_counter(|family, first, second| {
            self.counters[family].inc_by(series(first, second), amount(first, second));
        });
        self.shape.each_histogram(|family, first, second| {
            self.histograms[family].observe(series(first, second), observation(first, second));
        });
    }

    fn encode(&self, out: &mut String) {
        const COUNTERS: [&str; 10] = ["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"];
        const HISTOGRAMS: [&str; 5] = ["h0_seconds", "h1_seconds", "h2_seconds", "h3_seconds", "h4_seconds"];
        // SAFETY: the exposition is text, in UTF-8.
        let mut encoder = TextEncoder::new(unsafe { out.as_mut_vec() });
        for (name, family) in COUNTERS.iter().zip(&self.counters) {
            family
                .collect_family_into(MetricName::from_str(name), &mut encoder)
                .expect("a vector takes everything");
        }
        for (name, family) in HISTOGRAMS.iter().zip(&self.histograms) {
            family
                .collect_family_into(MetricName::from_str(name), &mut encoder)
                .expect("a vector takes everything");
        }
        encoder.flush().expect("a vector takes everything");
    }
}
