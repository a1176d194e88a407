//! One registry with one of each, as a message.

mod changes;

use std::sync::Arc;
use std::time::Duration;

use metrics_core::label::StatusClass;
use metrics_core::{
    Counter, CounterFn, ExemplarLabels, Gauge, Histogram, Info, Label, Metrics, Registry, StateSet, Summary,
    UpDownCounter, WithExemplars,
};
use opentelemetry_proto::tonic::common::v1::any_value::Value::StringValue;
use opentelemetry_proto::tonic::metrics::v1::exemplar::Value::AsDouble as AsDoubleExemplar;
use opentelemetry_proto::tonic::metrics::v1::number_data_point::Value::{AsDouble, AsInt};
use opentelemetry_proto::tonic::metrics::v1::{HistogramDataPoint, NumberDataPoint};

use super::*;

#[derive(Clone, Copy, Label)]
enum State {
    Idle,
    Busy,
}

#[derive(Metrics)]
#[metrics(prefix = "all")]
struct All {
    /// Requests.
    requests: Counter<StatusClass>,
    /// Time spent.
    time: Counter<(), Duration>,
    /// Open connections.
    open: UpDownCounter,
    /// Free room.
    #[metric(unit = "bytes")]
    free: Gauge,
    /// How long.
    #[metric(buckets = [0.1, 1.0])]
    duration: Histogram<(), Duration>,
    /// Warmth.
    #[metric(unit = "celsius", buckets = [-10.0, 0.0, 10.0])]
    warmth: Histogram,
    /// What it does.
    state: StateSet<State>,
    /// What it is.
    #[metric(info(version = "1.2"))]
    build: Info,
    /// Seldom.
    #[metric(touched_only)]
    seldom: Counter,
}

fn registered() -> (Arc<All>, Registry) {
    let (all, registry) = (Arc::new(All::new()), Registry::builder().label("zone", "a").build().unwrap());
    registry.register(Arc::clone(&all)).unwrap();
    (all, registry)
}

/// Keeps what was delivered from one to the next.
struct Deliveries {
    registry: Registry,
    style: Style,
    delivered: Baseline,
}

impl Deliveries {
    fn new(registry: Registry, delta: bool) -> Self {
        Self { registry, style: Style { delta, ..Style::default() }, delivered: Baseline::default() }
    }

    fn next(&mut self, arrives: bool) -> Vec<Metric> {
        let Encoded { metrics, baseline } = encode(&self.registry, self.style, &self.delivered);
        if arrives {
            self.delivered = baseline;
        }
        metrics
    }
}

fn data<'a>(metrics: &'a [Metric], name: &str) -> &'a Data {
    let metric = metrics.iter().find(|metric| metric.name == name).unwrap_or_else(|| panic!("no {name}"));
    metric.data.as_ref().unwrap()
}

fn sum<'a>(metrics: &'a [Metric], name: &str) -> &'a Sum {
    let Data::Sum(sum) = data(metrics, name) else { panic!("{name} is no sum") };
    sum
}

fn histogram<'a>(metrics: &'a [Metric], name: &str) -> &'a HistogramDataPoint {
    let Data::Histogram(histogram) = data(metrics, name) else { panic!("{name} is no histogram") };
    &histogram.data_points[0]
}

fn labels(point: &NumberDataPoint) -> Vec<(&str, &str)> {
    let text = |attribute: &'_ opentelemetry_proto::tonic::common::v1::KeyValue| attribute.value.clone();
    let mut found = Vec::new();
    for attribute in &point.attributes {
        let Some(StringValue(_)) = text(attribute).and_then(|value| value.value) else { panic!("no text") };
        let Some(StringValue(value)) = attribute.value.as_ref().and_then(|value| value.value.as_ref()) else {
            panic!("no text")
        };
        found.push((attribute.key.as_str(), value.as_str()));
    }
    found
}

#[test]
fn each_type_is_what_the_specification_makes_of_it() {
    let (all, registry) = registered();
    all.requests.with(StatusClass::Success).inc_by(3);
    all.time.inc_by(Duration::from_millis(2500));
    all.open.inc();
    all.free.set(0.5);
    all.duration.observe(Duration::from_millis(50));
    all.duration.observe(Duration::from_secs(5));
    all.warmth.observe(-20.0);
    all.state.set(State::Busy);
    let metrics = Deliveries::new(registry, false).next(true);

    let requests = sum(&metrics, "all_requests_total");
    assert!(requests.is_monotonic);
    assert_eq!(requests.aggregation_temporality, AggregationTemporality::Cumulative as i32);
    assert_eq!(requests.data_points.len(), 6, "untouched series are there, at 0");
    let point = requests.data_points.iter().find(|point| labels(point).contains(&("status", "2xx"))).unwrap();
    assert_eq!((labels(point)[0], &point.value), (("zone", "a"), &Some(AsInt(3))));
    assert!(0 < point.start_time_unix_nano && point.start_time_unix_nano <= point.time_unix_nano);

    assert_eq!(sum(&metrics, "all_time_seconds_total").data_points[0].value, Some(AsDouble(2.5)));
    let Data::Gauge(free) = data(&metrics, "all_free_bytes") else { panic!() };
    assert_eq!(
        (free.data_points[0].value, free.data_points[0].start_time_unix_nano),
        (Some(AsDouble(0.5)), 0)
    );

    let duration = histogram(&metrics, "all_duration_seconds");
    assert_eq!(duration.explicit_bounds, [0.1, 1.0]);
    assert_eq!(duration.bucket_counts, [1, 0, 1], "not cumulative");
    assert_eq!((duration.count, duration.sum), (2, Some(5.05)));
    let warmth = histogram(&metrics, "all_warmth_celsius");
    assert_eq!((warmth.count, warmth.sum), (1, None), "a sum that can fall is left out");

    let open = sum(&metrics, "all_open");
    assert_eq!((open.is_monotonic, open.data_points[0].value), (false, Some(AsInt(1))));
    let state = sum(&metrics, "all_state");
    assert!(!state.is_monotonic);
    let states: Vec<_> = state.data_points.iter().map(|point| (labels(point)[1], point.value)).collect();
    assert_eq!(states, [(("all_state", "idle"), Some(AsInt(0))), (("all_state", "busy"), Some(AsInt(1)))]);
    let build = &sum(&metrics, "all_build_info").data_points[0];
    assert_eq!((labels(build)[1], build.value), (("version", "1.2"), Some(AsInt(1))));

    assert!(
        metrics.iter().all(|metric| metric.name != "all_seldom_total"),
        "a metric without a series is none"
    );
    let free = metrics.iter().find(|metric| metric.name == "all_free_bytes").unwrap();
    assert_eq!((free.unit.as_str(), free.description.as_str()), ("By", "Free room."));
    assert_eq!(free.metadata, [attribute("prometheus.type", "gauge")]);
}

#[test]
fn names_can_go_without_suffixes() {
    let registry = registered().1;
    let style = Style { bare_names: true, ..Style::default() };
    let metrics = encode(&registry, style, &Baseline::default()).metrics;
    let names: Vec<_> = metrics.iter().map(|metric| metric.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "all_requests",
            "all_time",
            "all_open",
            "all_free",
            "all_duration",
            "all_warmth",
            "all_state",
            "all_build"
        ]
    );
}

#[derive(Metrics)]
#[metrics(prefix = "native")]
struct Natives {
    /// Alone.
    #[metric(native(schema = 2))]
    alone: Histogram,
    /// With others.
    #[metric(native(schema = 2), buckets = [1.0, 10.0])]
    both: Histogram,
}

fn exponential<'a>(metrics: &'a [Metric], name: &str) -> &'a ExponentialHistogramDataPoint {
    let Data::ExponentialHistogram(histogram) = data(metrics, name) else {
        panic!("{name} has other buckets")
    };
    &histogram.data_points[0]
}

/// How many observations a point has in the bucket where this value belongs.
#[allow(clippy::cast_possible_truncation, reason = "indices are small")]
fn at(point: &ExponentialHistogramDataPoint, value: f64) -> u64 {
    // Bucket i begins at base^i, and base is 2^(2^-scale).
    let index = (value.log2() * f64::from(point.scale).exp2()).ceil() as i32 - 1;
    let buckets = point.positive.as_ref().unwrap();
    let place = usize::try_from(index - buckets.offset).ok();
    place.and_then(|place| buckets.bucket_counts.get(place)).copied().unwrap_or(0)
}

#[test]
fn native_histograms_are_exponential_ones() {
    let (natives, registry) = (Arc::new(Natives::new()), Registry::new());
    registry.register(Arc::clone(&natives)).unwrap();
    for value in [0.0, 3.0, 3.1, 100.0, 0.001] {
        natives.alone.observe(value);
        natives.both.observe(value);
    }
    let mut deliveries = Deliveries::new(registry, true);
    let metrics = deliveries.next(true);
    let point = exponential(&metrics, "native_alone");
    assert_eq!((point.scale, point.count, point.zero_count, point.sum), (2, 5, 1, Some(106.101)));
    assert!(point.zero_threshold > 0.0);
    assert_eq!([3.0, 3.1, 100.0, 0.001, 7.0].map(|value| at(point, value)), [2, 2, 1, 1, 0]);
    assert_eq!(histogram(&metrics, "native_both").bucket_counts, [2, 2, 1], "as they were asked for");

    deliveries.style.exponential = true;
    natives.alone.observe(3.0);
    natives.both.observe(3.0);
    let metrics = deliveries.next(true);
    let point = exponential(&metrics, "native_alone");
    assert_eq!((point.count, at(point, 3.0), point.zero_count), (1, 1, 0), "what has changed");
    assert_eq!(exponential(&metrics, "native_both").count, 1);
}

#[derive(Metrics)]
#[metrics(prefix = "example")]
struct Examples {
    /// Requests.
    requests: WithExemplars<Counter>,
    /// How long.
    #[metric(buckets = [0.1, 1.0])]
    wait: WithExemplars<Histogram<(), Duration>>,
    /// How large.
    #[metric(unit = "bytes", quantiles = [0, 1])]
    size: Summary<(), u64>,
}

#[test]
fn exemplars_are_sent_once_and_summaries_as_they_are() {
    let (examples, registry) = (Arc::new(Examples::new()), Registry::new());
    registry.register(Arc::clone(&examples)).unwrap();
    let span = || ExemplarLabels::of_span(0xabc, 0xdef);
    examples.requests.inc_with_exemplar(span());
    examples.wait.observe_with_exemplar(Duration::from_millis(500), span());
    examples.size.observe(300);
    examples.size.observe(700);
    for delta in [false, true] {
        let registry = Registry::new();
        registry.register(Arc::clone(&examples)).unwrap();
        let mut deliveries = Deliveries::new(registry, delta);
        let metrics = deliveries.next(true);
        let exemplar = &histogram(&metrics, "example_wait_seconds").exemplars[0];
        assert_eq!(exemplar.trace_id[14..], [0x0a, 0xbc]);
        assert_eq!(exemplar.span_id[6..], [0x0d, 0xef]);
        assert_eq!(exemplar.value, Some(AsDoubleExemplar(0.5)));
        assert!(exemplar.time_unix_nano > 0 && exemplar.filtered_attributes.is_empty());
        assert_eq!(sum(&metrics, "example_requests_total").data_points[0].exemplars.len(), 1);

        let Data::Summary(summary) = data(&metrics, "example_size_bytes") else { panic!() };
        assert_eq!((summary.data_points[0].count, summary.data_points[0].sum), (2, 1000.0));
        let quantiles = &summary.data_points[0].quantile_values;
        assert_eq!(
            quantiles.iter().map(|known| (known.quantile, known.value)).collect::<Vec<_>>(),
            [(0.0, 300.0), (1.0, 700.0)]
        );

        let metrics = deliveries.next(true);
        assert!(histogram(&metrics, "example_wait_seconds").exemplars.is_empty(), "it is known");
    }
}
