//! The value of a series, as the message that its type has for it.

use std::mem;
use std::time::{SystemTime, UNIX_EPOCH};

use metrics_core::schema::{Kind, MetricSchema};
use metrics_core::{Batch, NativeBuckets, Series};

use super::message::{
    Bucket, BucketSpan, Counter, Exemplar, Gauge, Histogram, LabelPair, Metric, Quantile, Summary, Timestamp,
};
use super::spans::spans;

/// Replaces the value of `metric`.
pub(super) fn write(metric: &mut Metric, batch: &Batch<'_>, series: &Series<'_>) {
    *metric = Metric { label: mem::take(&mut metric.label), ..Metric::default() };
    let (schema, cells) = (batch.schema(), series.cells());
    let value = || Some(schema.number.to_f64(cells[0]));
    let created = timestamp(batch.created());
    match schema.kind {
        Kind::Counter => {
            let exemplar = series.exemplars().next().map(|(_, exemplar)| example(exemplar));
            metric.counter = Some(Counter { value: value(), exemplar, created_timestamp: created });
        }
        Kind::Histogram => {
            metric.histogram = Some(histogram(schema, series));
            metric.histogram.iter_mut().for_each(|histogram| histogram.created_timestamp = created);
        }
        Kind::Summary => {
            metric.summary = Some(Summary { created_timestamp: created, ..summary(schema, cells) });
        }
        _ => metric.gauge = Some(Gauge { value: value() }),
    }
}

fn histogram(schema: &MetricSchema, series: &Series<'_>) -> Histogram {
    let (sum, buckets) = series.cells().split_first().map_or((0, series.cells()), |(&sum, rest)| (sum, rest));
    let mut histogram = Histogram {
        sample_count: Some(buckets.iter().fold(0, |count, &bucket| count.wrapping_add(bucket))),
        sample_sum: Some(schema.number.to_f64(sum)),
        bucket: classic(schema, buckets),
        ..Histogram::default()
    };
    for (bucket, exemplar) in series.exemplars() {
        if let Some(bucket) = histogram.bucket.get_mut(bucket) {
            bucket.exemplar = Some(example(exemplar));
        }
    }
    if let Some(native) = series.native() {
        write_native(&mut histogram, &native);
        histogram.exemplars = series.exemplars().map(|(_, exemplar)| example(exemplar)).collect();
    }
    // The bucket that ends at infinity is understood, unless it has something to say that is said nowhere else.
    let is_said = histogram.bucket.last().is_none_or(|last| last.exemplar.is_none());
    if is_said || schema.native.is_some() {
        histogram.bucket.pop();
    }
    histogram
}

/// All buckets, cumulative, the one that ends at infinity included.
fn classic(schema: &MetricSchema, buckets: &[u64]) -> Vec<Bucket> {
    let mut count = 0_u64;
    let bounds = schema.buckets.iter().copied().chain([f64::INFINITY]);
    let buckets = bounds.zip(buckets).map(|(bound, &bucket)| {
        count = count.wrapping_add(bucket);
        Bucket { cumulative_count: Some(count), upper_bound: Some(bound), exemplar: None }
    });
    buckets.collect()
}

fn write_native(histogram: &mut Histogram, native: &NativeBuckets<'_>) {
    // Both are the same, and a server that finds them different gives the whole scrape up.
    histogram.sample_count = Some(native.count());
    histogram.schema = Some(native.schema);
    histogram.zero_threshold = Some(native.zero_threshold);
    histogram.zero_count = Some(native.zero_count);
    (histogram.positive_span, histogram.positive_delta) = spans(native.positive);
    (histogram.negative_span, histogram.negative_delta) = spans(native.negative);
    // What tells a server that this is a native histogram, if nothing else does.
    if native.zero_threshold == 0.0 && native.positive.is_empty() && native.negative.is_empty() {
        histogram.positive_span = vec![BucketSpan { offset: Some(0), length: Some(0) }];
    }
}

fn summary(schema: &MetricSchema, cells: &[u64]) -> Summary {
    let quantiles = schema.quantiles.iter().zip(&cells[2..]);
    Summary {
        sample_sum: Some(schema.number.to_f64(cells[0])),
        sample_count: Some(cells[1]),
        quantile: quantiles
            .map(|(&quantile, &value)| Quantile {
                quantile: Some(quantile),
                value: Some(f64::from_bits(value)),
            })
            .collect(),
        created_timestamp: None,
    }
}

fn example(exemplar: &metrics_core::Exemplar) -> Exemplar {
    let labels = exemplar
        .labels
        .iter()
        .map(|(name, value)| LabelPair { name: Some(name.to_owned()), value: Some(value.to_owned()) });
    Exemplar {
        label: labels.collect(),
        value: Some(exemplar.value),
        timestamp: timestamp(exemplar.timestamp),
    }
}

/// None before 1970.
fn timestamp(time: SystemTime) -> Option<Timestamp> {
    let since = time.duration_since(UNIX_EPOCH).ok()?;
    Some(Timestamp { seconds: i64::try_from(since.as_secs()).ok()?, nanos: since.subsec_nanos() as i32 })
}
