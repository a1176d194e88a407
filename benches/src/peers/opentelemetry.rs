//! opentelemetry, with its Prometheus exporter.

use opentelemetry::KeyValue;
use opentelemetry::metrics::{Counter, Histogram, Meter, MeterProvider};
use opentelemetry_sdk::metrics::{Instrument, ManualReader, SdkMeterProvider, Stream};
use prometheus::{Registry, TextEncoder};

use super::by_hand::ByHand;
use crate::exposition::{Exposition, Shape, VALUES, amount, observation};
use crate::input::{self, BUCKETS, Input};
use crate::labels::{METHOD_NAMES, STATUS_NAMES};
use crate::suite::Suite;
use crate::workload::Workload;

const NAME: &str = "opentelemetry";

fn request((method, status): (&'static str, &'static str)) -> [KeyValue; 2] {
    [KeyValue::new("method", method), KeyValue::new("status", status)]
}

fn histogram(meter: &Meter, name: &'static str) -> Histogram<f64> {
    meter.f64_histogram(name).with_boundaries(BUCKETS.to_vec()).build()
}

pub(super) fn enter(suite: &mut Suite) {
    let provider = SdkMeterProvider::builder().with_reader(ManualReader::builder().build()).build();
    let meter = provider.meter("bench");
    // The meter works as long as its provider lives: as long as the program.
    std::mem::forget(provider);
    enter_idiom(suite, &meter);
    enter_bound(suite, &meter);
}

fn enter_idiom(suite: &mut Suite, meter: &Meter) {
    let (counter, in_flight) =
        (meter.u64_counter("counter").build(), meter.i64_up_down_counter("in_flight").build());
    let (gauge, labeled) = (meter.f64_gauge("gauge").build(), meter.u64_counter("labeled").build());
    let (values, durations) = (histogram(meter, "values"), histogram(meter, "durations"));
    let (values_labeled, took) = (histogram(meter, "values_labeled"), histogram(meter, "took"));
    let calls = meter.u64_counter("calls").build();
    let (pairs, methods) = (input::pairs(&METHOD_NAMES, &STATUS_NAMES), Input::among(&METHOD_NAMES));
    let (g, v, l, d) = (input::seconds(), input::seconds(), input::seconds(), input::durations());
    suite
        .idiom(NAME)
        .does(Workload::Counter, move |_| counter.add(1, &[]))
        .does(Workload::CounterLabeled, move |i| labeled.add(1, &request(pairs.at(i))))
        .does(Workload::InFlight, move |_| {
            in_flight.add(1, &[]);
            in_flight.add(-1, &[]);
        })
        .does(Workload::GaugeSet, move |i| gauge.record(g.at(i), &[]))
        .does(Workload::Histogram, move |i| values.record(v.at(i), &[]))
        .does(Workload::HistogramDuration, move |i| durations.record(d.at(i).as_secs_f64(), &[]))
        .does(Workload::HistogramLabeled, move |i| {
            values_labeled.record(l.at(i), &[KeyValue::new("method", methods.at(i))]);
        })
        .times(move |duration| {
            let labels = [KeyValue::new("function", "work")];
            calls.add(1, &labels);
            took.record(duration.as_secs_f64(), &labels);
        })
        .exposes(build);
}

fn enter_bound(suite: &mut Suite, meter: &Meter) {
    let counter = meter.u64_counter("bound_counter").build().bind(&[]);
    let labeled = meter.u64_counter("bound_labeled").build();
    let handles =
        METHOD_NAMES.map(|method| STATUS_NAMES.map(|status| labeled.bind(&request((method, status)))));
    let (values, durations) =
        (histogram(meter, "bound_values").bind(&[]), histogram(meter, "bound_durations").bind(&[]));
    let values_labeled = histogram(meter, "bound_values_labeled");
    let value_handles = METHOD_NAMES.map(|method| values_labeled.bind(&[KeyValue::new("method", method)]));
    let work = [KeyValue::new("function", "work")];
    let calls = meter.u64_counter("bound_calls").build().bind(&work);
    let took = histogram(meter, "bound_took").bind(&work);
    let pairs = input::pairs(&[0_usize, 1, 2, 3], &[0_usize, 1, 2, 3, 4]);
    let methods = Input::among(&[0_usize, 1, 2, 3]);
    let (v, l, d) = (input::seconds(), input::seconds(), input::durations());
    suite
        .shortcut(NAME, "bound, experimental")
        .does(Workload::Counter, move |_| counter.add(1))
        .does(Workload::CounterLabeled, move |i| {
            let (method, status) = pairs.at(i);
            handles[method][status].add(1);
        })
        .does(Workload::Histogram, move |i| values.record(v.at(i)))
        .does(Workload::HistogramDuration, move |i| durations.record(d.at(i).as_secs_f64()))
        .does(Workload::HistogramLabeled, move |i| value_handles[methods.at(i)].record(l.at(i)))
        .times(move |duration| {
            calls.add(1);
            took.record(duration.as_secs_f64());
        });
}

struct OpenTelemetry {
    shape: Shape,
    counters: Vec<Counter<u64>>,
    histograms: Vec<Histogram<f64>>,
    registry: Registry,
    _provider: SdkMeterProvider,
}

fn build(shape: Shape) -> Box<dyn Exposition> {
    let registry = Registry::new();
    let exporter =
        opentelemetry_prometheus::exporter().with_registry(registry.clone()).build().expect("an exporter");
    // Beyond 2,000 series, an instrument drops labels unless a view says otherwise.
    let unlimited = |_: &Instrument| Stream::builder().with_cardinality_limit(10_000).build().ok();
    let provider = SdkMeterProvider::builder().with_reader(exporter).with_view(unlimited).build();
    let meter = provider.meter("bench");
    let counters = (0..shape.counter_families)
        .map(|family| meter.u64_counter(format!("bench_c{family}")).build())
        .collect();
    let histograms = (0..shape.histogram_families)
        .map(|family| {
            meter
                .f64_histogram(format!("bench_h{family}"))
                .with_unit("s")
                .with_boundaries(BUCKETS.to_vec())
                .build()
        })
        .collect();
    Box::new(OpenTelemetry { shape, counters, histograms, registry, _provider: provider })
}

impl Exposition for OpenTelemetry {
    fn record(&self) {
        let labels = |first: usize, second: usize| {
            [KeyValue::new("shard", VALUES[first]), KeyValue::new("route", VALUES[second])]
        };
        self.shape.each_counter(|family, first, second| {
            self.counters[family].add(amount(first, second), &labels(first, second));
        });
        self.shape.each_histogram(|family, first, second| {
            self.histograms[family].record(observation(first, second), &labels(first, second));
        });
    }

    fn encode(&self, out: &mut String) {
        TextEncoder::new().encode_utf8(&self.registry.gather(), out).expect("a valid exposition");
    }
}
