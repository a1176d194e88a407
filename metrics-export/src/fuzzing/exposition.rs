//! What is exposed, whatever the values of labels are, and who reads it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use metrics_core::label::Bounded;
use metrics_core::testing::{Exposition, parse};
use metrics_core::{Counter, Format, GaugeRows, Histogram, Label, Metrics, Registry};
use prost::Message;

use super::text;
use crate::protobuf;

#[derive(Clone, Copy, Label)]
struct Caller(Bounded<64>);

#[derive(Metrics)]
#[metrics(prefix = "fuzz")]
struct FuzzMetrics {
    /// Calls by "caller",
    /// \ and that is all.
    #[metric(touched_only)]
    calls: Counter<Caller>,
    /// Levels.
    #[metric(rows(left, right), max_rows = 16)]
    levels: GaugeRows<2>,
    /// Time.
    #[metric(buckets = [0.001, 1.0])]
    time: Histogram<bool, Duration>,
}

/// Puts something of each kind into a registry.
pub(super) fn register(registry: &Registry) {
    let mut metrics = FuzzMetrics::new();
    metrics.levels.push(["a", "b"], -0.5);
    metrics.calls.with(Caller::from("somebody")).inc();
    metrics.time.with(true).observe(Duration::from_millis(5));
    registry.register(Arc::new(metrics)).expect("it is alone");
}

/// What was given comes back from each format. Between the bytes 1 are labels: one of the registry, and then those of rows,
/// two and a value each.
pub(super) fn exposition(bytes: &[u8]) {
    let text = text(bytes);
    let mut parts = text.split('\u{1}');
    let host = parts.next().unwrap_or_default();
    let Ok(registry) = Registry::builder().label("host", host).build() else {
        return assert_eq!(host, "", "only no value is no value");
    };
    let mut metrics = FuzzMetrics::new();
    let mut given = BTreeMap::new();
    while let Some(((left, right), number)) = parts.next().zip(parts.next()).zip(parts.next()) {
        let value = number.parse().unwrap_or(number.len() as f64);
        metrics.calls.with(Caller::from(left)).inc();
        metrics.levels.push([left, right], value);
        if metrics.levels.len() > given.len() {
            given.insert((left.to_owned(), right.to_owned()), bits(value));
        }
    }
    registry.register(Arc::new(metrics)).expect("it is alone");
    for format in [Format::Text, Format::OpenMetrics] {
        let exposition = parse(&registry.to_text(format), format).expect("an exposition");
        assert_eq!(in_text(&exposition, host), given);
    }
    let mut bytes = Vec::new();
    protobuf::encode(&registry, &mut bytes);
    assert_eq!(in_protobuf(&bytes, host), given);
}

type Levels = BTreeMap<(String, String), u64>;

fn in_text(exposition: &Exposition, host: &str) -> Levels {
    let samples = exposition.samples().filter(|sample| sample.name == "fuzz_levels");
    let label = |label: Option<&str>| label.unwrap_or_default().to_owned();
    samples
        .map(|sample| {
            assert_eq!(label(sample.label("host")), host);
            let labels = (label(sample.label("left")), label(sample.label("right")));
            (labels, bits(sample.value))
        })
        .collect()
}

/// All that is no number is the same.
fn bits(value: f64) -> u64 {
    if value.is_nan() { f64::NAN.to_bits() } else { value.to_bits() }
}

/// What the messages have in them that matters here.
#[derive(Clone, PartialEq, Message)]
struct FamilyMessage {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(message, repeated, tag = "4")]
    metrics: Vec<MetricMessage>,
}

#[derive(Clone, PartialEq, Message)]
struct MetricMessage {
    #[prost(message, repeated, tag = "1")]
    labels: Vec<LabelMessage>,
    #[prost(message, optional, tag = "2")]
    gauge: Option<GaugeMessage>,
}

#[derive(Clone, PartialEq, Message)]
struct LabelMessage {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(string, tag = "2")]
    value: String,
}

#[derive(Clone, PartialEq, Message)]
struct GaugeMessage {
    #[prost(double, tag = "1")]
    value: f64,
}

fn in_protobuf(mut bytes: &[u8], host: &str) -> Levels {
    let mut levels = Levels::new();
    while !bytes.is_empty() {
        let family = FamilyMessage::decode_length_delimited(&mut bytes).expect("a family");
        if family.name != "fuzz_levels" {
            continue;
        }
        for metric in family.metrics {
            let label = |name: &str| {
                let label = metric.labels.iter().find(|label| label.name == name);
                label.map(|label| label.value.clone()).unwrap_or_default()
            };
            assert_eq!(label("host"), host);
            let value = metric.gauge.as_ref().expect("a gauge").value;
            levels.insert((label("left"), label("right")), bits(value));
        }
    }
    levels
}

/// Whatever the parser is given, it says what is in it or where it is wrong; what it took, it takes again.
pub(super) fn parser(bytes: &[u8]) {
    let text = text(bytes);
    for format in [Format::Text, Format::OpenMetrics] {
        match parse(&text, format) {
            Ok(exposition) => {
                let count: usize = exposition.families().iter().map(|family| family.samples().len()).sum();
                assert_eq!(exposition.samples().count(), count);
            }
            Err(error) => assert!((1..=text.lines().count() + 1).contains(&error.line()), "{error}"),
        }
    }
}
