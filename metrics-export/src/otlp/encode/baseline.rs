//! What was delivered last, to tell what has changed since.
//!
//! Cells only grow, so a change is a difference. Nothing is forgotten before a delivery succeeded: what was recorded
//! while a collector was down is in the next difference.

use std::collections::HashMap;
use std::time::SystemTime;

use metrics_core::schema::{Kind, Number};
use metrics_core::{Batch, Series};

/// The cells of the series that grow, as they were delivered.
#[derive(Debug, Default)]
pub(in crate::otlp) struct Baseline {
    time: Option<SystemTime>,
    series: HashMap<Vec<u8>, Box<[u64]>>,
}

impl Baseline {
    pub(super) fn at(time: SystemTime) -> Self {
        Self { time: Some(time), series: HashMap::new() }
    }

    /// When; `None` before the first time.
    pub(super) fn time(&self) -> Option<SystemTime> {
        self.time
    }

    pub(super) fn keep(&mut self, batch: &Batch<'_>, series: &Series<'_>) {
        self.series.insert(key(batch, series), series.cells().into());
    }

    /// By how much the cells have grown. `None` if that does not say anything: it is the first time, or another
    /// instance has taken the place of the one that was there, and has counted less.
    pub(super) fn change(&self, batch: &Batch<'_>, series: &Series<'_>) -> Option<Vec<u64>> {
        let before = self.series.get(&key(batch, series))?;
        let schema = batch.schema();
        let counts_from = usize::from(schema.kind == Kind::Histogram);
        difference(schema.number, counts_from, before, series.cells())
    }
}

/// The first cell is a number of its kind, a histogram's sum for instance; from `counts_from` on, none can fall.
fn difference(number: Number, counts_from: usize, before: &[u64], now: &[u64]) -> Option<Vec<u64>> {
    let (&first_before, &first_now) = (before.first()?, now.first()?);
    let has_fallen = match counts_from {
        0 => number.to_f64(first_now) < number.to_f64(first_before),
        _ => now.iter().zip(before).skip(1).any(|(now, before)| now < before),
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

/// What tells a series from all others: bytes that text does not have stand between its parts.
fn key(batch: &Batch<'_>, series: &Series<'_>) -> Vec<u8> {
    let mut key = batch.family().name().as_bytes().to_vec();
    for (name, value) in series.labels() {
        key.push(0xFF);
        key.extend_from_slice(name.as_bytes());
        key.push(0xFE);
        key.extend_from_slice(value.as_bytes());
    }
    key
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
