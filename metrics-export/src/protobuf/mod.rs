//! The protobuf format: `io.prometheus.client.MetricFamily`, each with its length before it.
//!
//! It says the same as the text formats, and what those have no place for: native histograms, and when a count began.
//! A family is called like its samples, as Prometheus takes the name as it is: a counter's has `_total`, and an info
//! metric's `_info`. Both an info metric and a state set are gauges, because there are no such types.

mod message;
mod spans;
mod value;

use metrics_core::negotiate::Offer;
use metrics_core::schema::Kind;
use metrics_core::{Batch, Family, Filter, Registry, Sink};
use prost::Message;

use message::{LabelPair, METRIC_TAG, Metric, MetricFamily, MetricType};

/// The content type, which says that the families come one after the other.
pub const CONTENT_TYPE: &str =
    "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

/// For those who name it with all that it says: a server that asks for less may not know what it gets.
pub(crate) const OFFER: Offer = Offer {
    kind: "application",
    subtype: "vnd.google.protobuf",
    parameters: &[("proto", "io.prometheus.client.MetricFamily"), ("encoding", "delimited")],
    only_exactly: true,
};

/// Appends the whole exposition to `out`.
///
/// ```
/// use metrics_core::Registry;
///
/// let mut body = Vec::new();
/// metrics_export::protobuf::encode(Registry::global(), &mut body);
/// ```
///
/// Send it to those who ask for [`CONTENT_TYPE`] only: [`render`](crate::render()) does.
pub fn encode(registry: &Registry, out: &mut Vec<u8>) {
    encode_filtered(registry, &Filter::ALL, out);
}

/// Appends the families that the filter wants.
pub fn encode_filtered(registry: &Registry, filter: &Filter, out: &mut Vec<u8>) {
    let mut protobuf =
        Protobuf { out, family: MetricFamily::default(), metrics: Vec::new(), metric: Metric::default() };
    registry.scrape_filtered(filter, &mut protobuf);
    protobuf.end_family();
}

/// Writes a scrape as protobuf, a family at a time: its length comes first, and is known last.
struct Protobuf<'a> {
    out: &'a mut Vec<u8>,
    /// The current family, without its metrics.
    family: MetricFamily,
    /// The metrics of the family, encoded as fields of it.
    metrics: Vec<u8>,
    /// The metric that was written last, for its allocations.
    metric: Metric,
}

impl Sink for Protobuf<'_> {
    fn family(&mut self, family: &Family) {
        self.end_family();
        let schema = family.schema();
        let unit = schema.name.unit();
        self.family = MetricFamily {
            name: Some(format!("{}{}", family.name(), suffix(schema.kind))),
            help: Some(schema.help.to_owned()),
            r#type: Some(metric_type(schema.kind).into()),
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
        };
    }

    fn batch(&mut self, batch: &Batch<'_>) {
        for series in batch.series() {
            write_labels(&mut self.metric.label, series.labels());
            value::write(&mut self.metric, batch, &series);
            prost::encoding::message::encode(METRIC_TAG, &self.metric, &mut self.metrics);
        }
    }
}

impl Protobuf<'_> {
    /// Writes the family, unless it has no metrics.
    fn end_family(&mut self) {
        if !self.metrics.is_empty() {
            prost::encoding::encode_varint((self.family.encoded_len() + self.metrics.len()) as u64, self.out);
            // Writing to memory does not fail.
            let _ = self.family.encode(self.out);
            self.out.append(&mut self.metrics);
        }
    }
}

/// What the name of a sample ends with. That of a histogram's samples, a server adds itself.
fn suffix(kind: Kind) -> &'static str {
    match kind {
        Kind::Counter => "_total",
        Kind::Info => "_info",
        _ => "",
    }
}

fn metric_type(kind: Kind) -> MetricType {
    match kind {
        Kind::Counter => MetricType::Counter,
        Kind::Histogram => MetricType::Histogram,
        Kind::Summary => MetricType::Summary,
        _ => MetricType::Gauge,
    }
}

/// Replaces the labels, and keeps the room that they have.
fn write_labels<'a>(pairs: &mut Vec<LabelPair>, labels: impl Iterator<Item = (&'a str, &'a str)>) {
    let mut count = 0;
    for (name, value) in labels {
        if count == pairs.len() {
            pairs.push(LabelPair::default());
        }
        replace(&mut pairs[count].name, name);
        replace(&mut pairs[count].value, value);
        count += 1;
    }
    pairs.truncate(count);
}

fn replace(old: &mut Option<String>, new: &str) {
    let text = old.get_or_insert_default();
    text.clear();
    text.push_str(new);
}
