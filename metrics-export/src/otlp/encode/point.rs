//! The points of a metric: one for each series.

use std::time::SystemTime;

use metrics_core::schema::Number;
use metrics_core::{Batch, Exemplar, Series};
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue, any_value};
use opentelemetry_proto::tonic::metrics::v1::summary_data_point::ValueAtQuantile;
use opentelemetry_proto::tonic::metrics::v1::{
    Exemplar as OtlpExemplar, ExponentialHistogramDataPoint, HistogramDataPoint, NumberDataPoint,
    SummaryDataPoint, exemplar, number_data_point,
};

use super::exponential;
use super::values::Values;
use super::window::{Window, nanoseconds};

pub(super) fn number(
    batch: &Batch<'_>,
    series: &Series<'_>,
    cells: &[u64],
    window: Window,
) -> NumberDataPoint {
    NumberDataPoint {
        attributes: attributes(series),
        start_time_unix_nano: window.start,
        time_unix_nano: window.end,
        value: cells.first().map(|&cell| value(batch.schema().number, cell)),
        ..NumberDataPoint::default()
    }
}

/// Integers stay integers, as long as OTLP has room for them.
fn value(number: Number, cell: u64) -> number_data_point::Value {
    let integer = match number {
        Number::U64 => i64::try_from(cell).ok(),
        Number::I64 => Some(cell as i64),
        _ => None,
    };
    let float = || number_data_point::Value::AsDouble(number.to_f64(cell));
    integer.map_or_else(float, number_data_point::Value::AsInt)
}

/// The cells are the sum and the buckets, which are not cumulative here, either.
pub(super) fn histogram(
    batch: &Batch<'_>,
    series: &Series<'_>,
    cells: &[u64],
    window: Window,
) -> HistogramDataPoint {
    let schema = batch.schema();
    let (sum, buckets) = cells.split_first().map_or((0, cells), |(&sum, buckets)| (sum, buckets));
    // A sum that can fall is none to OTLP.
    let can_fall = schema.buckets.first().is_some_and(|&bound| bound < 0.0);
    HistogramDataPoint {
        attributes: attributes(series),
        start_time_unix_nano: window.start,
        time_unix_nano: window.end,
        count: buckets.iter().fold(0, |count, bucket| count.wrapping_add(*bucket)),
        sum: (!can_fall).then(|| schema.number.to_f64(sum)),
        bucket_counts: buckets.to_vec(),
        explicit_bounds: schema.buckets.to_vec(),
        ..HistogramDataPoint::default()
    }
}

/// The cells are the sum and, in buckets or not, the count.
pub(super) fn exponential(
    batch: &Batch<'_>,
    series: &Series<'_>,
    values: &Values,
    window: Window,
) -> ExponentialHistogramDataPoint {
    let schema = batch.schema();
    let (longest, threshold) = schema.native.map_or((0, 0.0), |spec| (spec.max_buckets, spec.zero_threshold));
    let buckets = values.exponential.clone().unwrap_or_default().no_longer_than(longest);
    let sum = values.cells.first().map(|&sum| schema.number.to_f64(sum));
    ExponentialHistogramDataPoint {
        attributes: attributes(series),
        start_time_unix_nano: window.start,
        time_unix_nano: window.end,
        count: buckets.count(),
        sum: sum.filter(|_| buckets.negative.is_empty()),
        scale: buckets.schema,
        zero_count: buckets.zero_count,
        zero_threshold: threshold,
        positive: Some(exponential::dense(&buckets.positive)),
        negative: Some(exponential::dense(&buckets.negative)),
        ..ExponentialHistogramDataPoint::default()
    }
}

/// The cells are the sum, the count and the quantiles.
pub(super) fn summary(
    batch: &Batch<'_>,
    series: &Series<'_>,
    cells: &[u64],
    window: Window,
) -> SummaryDataPoint {
    let schema = batch.schema();
    let cell = |place: usize| cells.get(place).copied().unwrap_or(0);
    let quantiles = schema.quantiles.iter().zip(cells.iter().skip(2));
    SummaryDataPoint {
        attributes: attributes(series),
        start_time_unix_nano: window.start,
        time_unix_nano: window.end,
        count: cell(1),
        sum: schema.number.to_f64(cell(0)),
        quantile_values: quantiles
            .map(|(&quantile, &bits)| ValueAtQuantile { quantile, value: f64::from_bits(bits) })
            .collect(),
        ..SummaryDataPoint::default()
    }
}

/// Those that were not there at the last delivery.
pub(super) fn exemplars(series: &Series<'_>, last: Option<SystemTime>) -> Vec<OtlpExemplar> {
    let is_new = |exemplar: &Exemplar| last.is_none_or(|last| exemplar.timestamp >= last);
    series.exemplars().filter(|(_, exemplar)| is_new(exemplar)).map(|(_, known)| exemplar(known)).collect()
}

/// Trace and span have fields of their own; what else there is are attributes.
fn exemplar(known: &Exemplar) -> OtlpExemplar {
    let mut exemplar = OtlpExemplar {
        time_unix_nano: nanoseconds(known.timestamp),
        value: Some(exemplar::Value::AsDouble(known.value)),
        ..OtlpExemplar::default()
    };
    for (name, value) in known.labels.iter() {
        match (name, from_hex(value)) {
            ("trace_id", Some(id)) if id.len() == 16 => exemplar.trace_id = id,
            ("span_id", Some(id)) if id.len() == 8 => exemplar.span_id = id,
            _ => exemplar.filtered_attributes.push(attribute(name, value)),
        }
    }
    exemplar
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let digits: Vec<_> = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    digits.chunks(2).map(|pair| u8::try_from((pair[0] << 4) | *pair.get(1)?).ok()).collect()
}

fn attributes(series: &Series<'_>) -> Vec<KeyValue> {
    series.labels().map(|(name, value)| attribute(name, value)).collect()
}

/// A text by a name.
pub(in crate::otlp) fn attribute(name: &str, value: &str) -> KeyValue {
    let value = Some(any_value::Value::StringValue(value.to_owned()));
    KeyValue { key: name.to_owned(), value: Some(AnyValue { value }), ..KeyValue::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_beyond_those_of_otlp_are_floats() {
        use number_data_point::Value::{AsDouble, AsInt};

        assert_eq!(value(Number::U64, (1 << 53) + 1), AsInt((1 << 53) + 1));
        assert_eq!(value(Number::U64, u64::MAX), AsDouble(u64::MAX as f64));
        assert_eq!(value(Number::I64, -3_i64 as u64), AsInt(-3));
        assert_eq!(value(Number::Nanoseconds, 1_500_000_000), AsDouble(1.5));
        assert_eq!(value(Number::F64, 0.5_f64.to_bits()), AsDouble(0.5));
    }

    #[test]
    fn identities_are_bytes() {
        assert_eq!(from_hex("00ff"), Some(vec![0, 255]));
        assert_eq!(from_hex("0"), None);
        assert_eq!(from_hex("xy"), None);
        let id = |text: &'static str| {
            let labels = metrics_core::ExemplarLabels::from([("trace_id", text), ("order", "7")]);
            exemplar(&Exemplar::new(1.0, SystemTime::now(), labels).unwrap())
        };
        assert_eq!(id("4bf92f3577b34da6a3ce929d0e0e4736").trace_id[..2], [0x4b, 0xf9]);
        assert_eq!(id("4bf92f3577b34da6a3ce929d0e0e4736").filtered_attributes, [attribute("order", "7")]);
        assert_eq!(id("short").filtered_attributes.len(), 2);
    }
}
