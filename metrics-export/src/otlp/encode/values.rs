//! What a series has counted: all of it, or since something was delivered.

use metrics_core::Series;
use metrics_core::schema::{Kind, MetricSchema, Number};

use super::exponential::Exponential;

/// The cells of a series, and its exponential buckets if there are such.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Values {
    pub(super) cells: Vec<u64>,
    pub(super) exponential: Option<Exponential>,
}

impl Values {
    /// All since the beginning.
    pub(super) fn of(series: &Series<'_>) -> Self {
        let exponential = series.native().map(|native| Exponential::new(&native));
        Self { cells: series.cells().to_vec(), exponential }
    }

    /// By how much these have grown since `before`. `None` if that does not say anything: another instance has taken the
    /// place of the one that was there, and has counted less.
    pub(super) fn since(&self, before: &Self, schema: &MetricSchema) -> Option<Self> {
        let counts_from = usize::from(schema.kind == Kind::Histogram);
        let cells = difference(schema.number, counts_from, &before.cells, &self.cells)?;
        let exponential = match (&self.exponential, &before.exponential) {
            (Some(now), Some(before)) => Some(now.since(before)?),
            _ => None,
        };
        Some(Self { cells, exponential })
    }
}

/// The first cell is a number of its kind, a histogram's sum for instance; from `counts_from` on, none can fall.
fn difference(number: Number, counts_from: usize, before: &[u64], now: &[u64]) -> Option<Vec<u64>> {
    let (&first_before, &first_now) = (before.first()?, now.first()?);
    let has_fallen = match counts_from {
        0 => number.to_f64(first_now) < number.to_f64(first_before),
        _ => now.iter().zip(before).skip(counts_from).any(|(now, before)| now < before),
    };
    if has_fallen || now.len() != before.len() {
        return None;
    }
    let mut change: Vec<_> = now.iter().zip(before).map(|(now, before)| now.wrapping_sub(*before)).collect();
    if number == Number::F64 {
        change[0] = (f64::from_bits(first_now) - f64::from_bits(first_before)).to_bits();
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_exact_and_floats_as_good_as_they_are() {
        let large = (1 << 60) + 1;
        assert_eq!(difference(Number::U64, 0, &[large], &[large + 1]), Some(vec![1]));
        assert_eq!(difference(Number::Nanoseconds, 1, &[7, 1, 0], &[10, 1, 2]), Some(vec![3, 0, 2]));
        let float = |number: f64| number.to_bits();
        assert_eq!(difference(Number::F64, 0, &[float(1.5)], &[float(4.0)]), Some(vec![float(2.5)]));
        // A histogram of numbers below zero: its sum falls, its counts do not.
        assert_eq!(
            difference(Number::F64, 1, &[float(-1.0), 1], &[float(-3.0), 2]),
            Some(vec![float(-2.0), 1])
        );
    }

    #[test]
    fn what_has_fallen_began_anew() {
        assert_eq!(difference(Number::U64, 0, &[5], &[4]), None);
        assert_eq!(difference(Number::F64, 0, &[5_f64.to_bits()], &[4_f64.to_bits()]), None);
        assert_eq!(difference(Number::Nanoseconds, 1, &[1, 5, 5], &[9, 9, 4]), None);
        assert_eq!(difference(Number::U64, 1, &[1, 5], &[1, 5, 0]), None);
    }
}
