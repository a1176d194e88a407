//! The quantiles of a summary, one window for each of its series that was touched.

use crate::schema::FieldSpec;

#[cfg(feature = "quantiles")]
use {
    super::window::Window,
    crate::sync::{OnceLock, allocated},
    std::time::Duration,
};

/// What the quantiles of a metric are computed from; nothing for a metric without.
pub(super) struct Quantiles {
    list: &'static [f64],
    #[cfg(feature = "quantiles")]
    window: Duration,
    #[cfg(feature = "quantiles")]
    series: usize,
    /// Allocated with the first observation, and each window with that of its series.
    #[cfg(feature = "quantiles")]
    windows: OnceLock<Box<[OnceLock<Box<Window>>]>>,
}

impl Quantiles {
    #[cfg(feature = "quantiles")]
    pub(super) const fn new(spec: &FieldSpec, series: usize) -> Self {
        let window = match spec.window {
            Some(window) => window,
            None => super::window::DEFAULT,
        };
        Self { list: spec.quantiles, window, series, windows: OnceLock::new() }
    }

    /// Without the feature, the compiler refuses a metric that has any: see [`check::quantiles`](crate::check::quantiles).
    #[cfg(not(feature = "quantiles"))]
    pub(super) const fn new(spec: &FieldSpec, _series: usize) -> Self {
        Self { list: spec.quantiles }
    }

    /// In ascending order.
    pub(super) fn list(&self) -> &'static [f64] {
        self.list
    }

    /// Takes note of an observation.
    #[inline]
    pub(super) fn observe(&self, index: usize, value: f64) {
        if !self.list.is_empty() {
            self.note(index, value);
        }
    }

    /// Writes the value of each quantile, the bits of a float.
    pub(super) fn read(&self, index: usize, values: &mut [u64]) {
        let read = self.of_window(index, values);
        if !read {
            values.fill(f64::NAN.to_bits());
        }
    }

    #[cfg(feature = "quantiles")]
    #[inline(never)]
    fn note(&self, index: usize, value: f64) {
        if index >= self.series || value.is_nan() {
            return;
        }
        let windows = allocated(&self.windows, || (0..self.series).map(|_| OnceLock::new()).collect());
        let window = windows.and_then(|windows| windows.get(index));
        if let Some(window) =
            window.and_then(|window| allocated(window, || Box::new(Window::new(self.window))))
        {
            window.observe(value);
        }
    }

    #[cfg(not(feature = "quantiles"))]
    #[allow(clippy::unused_self)] // it has a use with the feature
    fn note(&self, _index: usize, _value: f64) {}

    #[cfg(feature = "quantiles")]
    fn of_window(&self, index: usize, values: &mut [u64]) -> bool {
        let window = self.windows.get().and_then(|windows| windows.get(index)?.get());
        window.is_some_and(|window| window.read(self.list, values))
    }

    #[cfg(not(feature = "quantiles"))]
    #[allow(clippy::unused_self)] // it has a use with the feature
    fn of_window(&self, _index: usize, _values: &mut [u64]) -> bool {
        false
    }
}

#[cfg(all(test, feature = "quantiles"))]
mod tests {
    use super::*;

    fn read(quantiles: &Quantiles, index: usize) -> Vec<f64> {
        let mut cells = [0; 2];
        quantiles.read(index, &mut cells);
        cells.map(f64::from_bits).to_vec()
    }

    #[test]
    fn each_series_has_its_own() {
        let spec = FieldSpec { quantiles: &[0.0, 1.0], ..FieldSpec::new("x", "Help.") };
        let quantiles = Quantiles::new(&spec, 2);
        assert_eq!((quantiles.list(), quantiles.window), (&[0.0, 1.0][..], super::super::window::DEFAULT));
        quantiles.observe(1, 5.0);
        quantiles.observe(1, f64::NAN);
        quantiles.observe(2, 7.0);
        assert!(read(&quantiles, 0).iter().all(|value| value.is_nan()));
        assert!(read(&quantiles, 1).iter().all(|value| (value - 5.0).abs() < 0.1));
        assert!(read(&quantiles, 2).iter().all(|value| value.is_nan()));
        let window = Some(Duration::from_secs(3));
        assert_eq!(Quantiles::new(&FieldSpec { window, ..spec }, 1).window, Duration::from_secs(3));
    }

    #[test]
    fn a_summary_without_any_keeps_nothing() {
        let quantiles = Quantiles::new(&FieldSpec::new("x", "Help."), 1);
        quantiles.observe(0, 5.0);
        assert!(quantiles.windows.get().is_none());
    }
}
