//! prometheus-static-metric: series as fields of a struct, found when it is made.

use std::sync::LazyLock;
use std::time::Duration;

#[allow(unused_imports)] // the macros name them
use prometheus::{Histogram, IntCounter};
use prometheus::{HistogramVec, IntCounterVec};
use prometheus_static_metric::{auto_flush_from, make_auto_flush_static_metric, make_static_metric};

use super::by_hand::ByHand;
use super::prometheus::{counters, histograms};
use crate::input::{self, Input};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "prometheus-static-metric";

make_static_metric! {
    pub label_enum Method { get, post, put, delete }
    pub label_enum Status { ok, created, redirect, not_found, error }
    pub label_enum Function { work }

    struct Labeled: IntCounter { "method" => Method, "status" => Status }
    struct Values: Histogram { "method" => Method }
    struct Calls: IntCounter { "function" => Function }
    struct Took: Histogram { "function" => Function }
}

mod flushed {
    use super::*;
    make_auto_flush_static_metric! {
        pub label_enum Method { get, post, put, delete }
        pub label_enum Status { ok, created, redirect, not_found, error }
        pub label_enum Function { work }

        pub struct Labeled: LocalIntCounter { "method" => Method, "status" => Status }
        pub struct Values: LocalHistogram { "method" => Method }
        pub struct Calls: LocalIntCounter { "function" => Function }
        pub struct Took: LocalHistogram { "function" => Function }
    }

    static COUNTERS: LazyLock<IntCounterVec> = LazyLock::new(|| counters("labeled", &["method", "status"]));
    static HISTOGRAMS: LazyLock<HistogramVec> = LazyLock::new(|| histograms("values", &["method"]));
    static ALL_CALLS: LazyLock<IntCounterVec> = LazyLock::new(|| counters("calls", &["function"]));
    static ALL_TOOK: LazyLock<HistogramVec> = LazyLock::new(|| histograms("took", &["function"]));

    lazy_static::lazy_static! {
        pub static ref LABELED: Labeled = auto_flush_from!(COUNTERS, Labeled, Duration::from_secs(1));
        pub static ref VALUES: Values = auto_flush_from!(HISTOGRAMS, Values, Duration::from_secs(1));
        pub static ref CALLS: Calls = auto_flush_from!(ALL_CALLS, Calls, Duration::from_secs(1));
        pub static ref TOOK: Took = auto_flush_from!(ALL_TOOK, Took, Duration::from_secs(1));
    }
}

pub(super) fn enter(suite: &mut Suite) {
    let methods = [Method::get, Method::post, Method::put, Method::delete];
    let statuses = [Status::ok, Status::created, Status::redirect, Status::not_found, Status::error];
    let labeled = Labeled::from(&counters("labeled", &["method", "status"]));
    let values = Values::from(&histograms("values", &["method"]));
    let calls = Calls::from(&counters("calls", &["function"]));
    let took = Took::from(&histograms("took", &["function"]));
    let (calls, took) = (calls.work.clone(), took.work.clone());
    let (pairs, methods, l) = (input::pairs(&methods, &statuses), Input::among(&methods), input::seconds());
    suite
        .idiom(NAME)
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            labeled.get(method).get(status).inc();
        })
        .does(Workload::HistogramLabeled, move |i| values.get(methods.at(i)).observe(l.at(i)))
        .times(move |duration| {
            calls.inc();
            took.observe(duration.as_secs_f64());
        });
    enter_flushed(suite);
}

fn enter_flushed(suite: &mut Suite) {
    use flushed::{CALLS, LABELED, Method, Status, TOOK, VALUES};
    let methods = [Method::get, Method::post, Method::put, Method::delete];
    let statuses = [Status::ok, Status::created, Status::redirect, Status::not_found, Status::error];
    let (pairs, methods, l) = (input::pairs(&methods, &statuses), Input::among(&methods), input::seconds());
    suite
        .delayed(NAME, "flushed each second")
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            LABELED.get(method).get(status).inc();
        })
        .does(Workload::HistogramLabeled, move |i| VALUES.get(methods.at(i)).observe(l.at(i)))
        .times(move |duration| {
            CALLS.work.inc();
            TOOK.work.observe(duration.as_secs_f64());
        });
}
