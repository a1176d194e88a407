//! A scrape as the metrics of an OTLP message.
//!
//! The mapping is that of OpenTelemetry's "Prometheus and OpenMetrics Compatibility"; [`super`] says what of it a user
//! should know.

mod baseline;
mod exponential;
mod names;
mod point;
mod values;
mod window;

use std::time::SystemTime;

use metrics_core::schema::{Kind, MetricSchema};
use metrics_core::{Batch, Family, Registry, Series, Sink};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::{
    AggregationTemporality, ExponentialHistogram, ExponentialHistogramDataPoint, Gauge, Histogram,
    HistogramDataPoint, Metric, NumberDataPoint, Sum, Summary,
};

pub(super) use baseline::Baseline;
pub(super) use point::attribute;
use values::Values;
use window::Window;

/// How a scrape is put.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Style {
    /// Counters and histograms as changes since the last delivery.
    pub(super) delta: bool,
    /// Names without `_total` and units.
    pub(super) bare_names: bool,
    /// Exponential buckets for histograms that have others as well.
    pub(super) exponential: bool,
}

/// A scrape, and what the next one is to be compared with, once this one is delivered.
pub(super) struct Encoded {
    pub(super) metrics: Vec<Metric>,
    pub(super) baseline: Baseline,
}

/// Reads a registry. `delivered` is what was delivered last.
pub(super) fn encode(registry: &Registry, style: Style, delivered: &Baseline) -> Encoded {
    let now = SystemTime::now();
    let encoded = Encoded { metrics: Vec::new(), baseline: Baseline::at(now) };
    let mut sink = Encoder { style, delivered, now, encoded };
    registry.scrape(&mut sink);
    sink.encoded.baseline.keep_absent(delivered);
    sink.encoded.metrics.retain(|metric| points(metric) > 0);
    sink.encoded
}

struct Encoder<'a> {
    style: Style,
    delivered: &'a Baseline,
    now: SystemTime,
    encoded: Encoded,
}

impl Sink for Encoder<'_> {
    fn family(&mut self, family: &Family) {
        let schema = family.schema();
        self.encoded.metrics.push(Metric {
            name: names::metric(family, self.style.bare_names),
            description: schema.help.to_owned(),
            unit: names::unit(schema.name.unit()).into_owned(),
            metadata: vec![attribute("prometheus.type", names::kind(schema.kind))],
            data: Some(self.no_points_yet(schema)),
        });
    }

    fn batch(&mut self, batch: &Batch<'_>) {
        for series in batch.series() {
            self.series(batch, &series);
        }
    }
}

impl Encoder<'_> {
    fn no_points_yet(&self, schema: &MetricSchema) -> Data {
        let cumulative = AggregationTemporality::Cumulative.into();
        let growing = if self.style.delta { AggregationTemporality::Delta.into() } else { cumulative };
        let sum = |aggregation_temporality, is_monotonic| {
            Data::Sum(Sum { data_points: Vec::new(), aggregation_temporality, is_monotonic })
        };
        match schema.kind {
            Kind::Counter => sum(growing, true),
            // What is 1 is to be added up over all that have some labels, too.
            Kind::Info | Kind::StateSet => sum(cumulative, false),
            Kind::Gauge if schema.adds_up => sum(cumulative, false),
            Kind::Histogram
                if schema.native.is_some() && (self.style.exponential || schema.buckets.is_empty()) =>
            {
                let (data_points, aggregation_temporality) = (Vec::new(), growing);
                Data::ExponentialHistogram(ExponentialHistogram { data_points, aggregation_temporality })
            }
            Kind::Histogram => {
                Data::Histogram(Histogram { data_points: Vec::new(), aggregation_temporality: growing })
            }
            Kind::Summary => Data::Summary(Summary { data_points: Vec::new() }),
            _ => Data::Gauge(Gauge { data_points: Vec::new() }),
        }
    }

    fn series(&mut self, batch: &Batch<'_>, series: &Series<'_>) {
        let Encoded { metrics, baseline } = &mut self.encoded;
        let Some(data) = metrics.last_mut().and_then(|metric| metric.data.as_mut()) else { return };
        let grows = matches!(batch.schema().kind, Kind::Counter | Kind::Histogram);
        let all = Values::of(series);
        let growth =
            (grows && self.style.delta).then(|| self.delivered.growth(batch, series, &all)).flatten();
        // What is new, or has begun anew, has grown from nothing.
        let (values, last) = growth.as_ref().map_or((&all, None), |(growth, last)| (growth, Some(*last)));
        let window = Window::new(batch.created(), last, self.now);
        let exemplars = || point::exemplars(series, self.delivered.time());
        match data {
            Data::Gauge(gauge) => {
                gauge.data_points.push(point::number(batch, series, &values.cells, window.end()));
            }
            Data::Sum(sum) => {
                let point = point::number(batch, series, &values.cells, window);
                sum.data_points.push(NumberDataPoint { exemplars: exemplars(), ..point });
            }
            Data::Histogram(histogram) => {
                let point = point::histogram(batch, series, &values.cells, window);
                histogram.data_points.push(HistogramDataPoint { exemplars: exemplars(), ..point });
            }
            Data::ExponentialHistogram(histogram) => {
                let point = point::exponential(batch, series, values, window);
                histogram.data_points.push(ExponentialHistogramDataPoint { exemplars: exemplars(), ..point });
            }
            Data::Summary(summary) => {
                summary.data_points.push(point::summary(batch, series, &values.cells, window));
            }
        }
        if grows && self.style.delta {
            baseline.keep(batch, series, all, self.now);
        }
    }
}

/// The number of points.
pub(super) fn points(metric: &Metric) -> usize {
    match &metric.data {
        Some(Data::Gauge(gauge)) => gauge.data_points.len(),
        Some(Data::Sum(sum)) => sum.data_points.len(),
        Some(Data::Histogram(histogram)) => histogram.data_points.len(),
        Some(Data::ExponentialHistogram(histogram)) => histogram.data_points.len(),
        Some(Data::Summary(summary)) => summary.data_points.len(),
        None => 0,
    }
}

#[cfg(test)]
mod tests;
