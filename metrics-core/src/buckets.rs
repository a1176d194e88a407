//! Bucket bounds: ready-made lists, and functions that compute one while the program is compiled.
//!
//! A list holds the upper bounds, inclusive, in ascending order. The bucket that ends at `+Inf` is always there and
//! never listed.

use crate::check;

/// What a histogram in seconds has if nothing else is said: latencies from 5 ms to 10 s.
///
/// The list that most clients share, so that services can be compared and summed.
pub const DEFAULT: &[f64] = &[0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Answering requests: 10 ms to 10 s.
pub const HTTP: &[f64] = &[0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// Asking a database or a cache: 1 ms to 1 s.
pub const DATABASE: &[f64] = &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0];

/// Jobs that take seconds to minutes: 1 s to 10 min.
pub const BATCH: &[f64] = &[1.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0];

/// Sizes of messages and files: 256 B to 64 MiB, by powers of 4.
pub const BYTES: &[f64] = &exponential::<10>(256.0, 4.0);

/// The greatest number of bounds that a histogram can have.
pub const MAX: usize = 255;

/// `COUNT` bounds, the first at `start`, each `factor` times the one before.
///
/// In an attribute: `buckets = exponential(start, factor, count)`.
///
/// ```
/// use metrics_core::buckets::exponential;
/// const SIZES: [f64; 4] = exponential(256.0, 4.0);
/// assert_eq!(SIZES, [256.0, 1024.0, 4096.0, 16384.0]);
/// ```
///
/// # Panics
///
/// If `start` is not above 0 or `factor` not above 1: in an attribute, a compile error.
#[track_caller]
pub const fn exponential<const COUNT: usize>(start: f64, factor: f64) -> [f64; COUNT] {
    check::exponential_arguments(start, factor);
    or_stand_in::exponential(start, factor)
}

/// `COUNT` bounds, the first at `start`, each `width` above the one before.
///
/// In an attribute: `buckets = linear(start, width, count)`.
///
/// # Panics
///
/// If `width` is not above 0: in an attribute, a compile error.
#[track_caller]
pub const fn linear<const COUNT: usize>(start: f64, width: f64) -> [f64; COUNT] {
    check::linear_arguments(start, width);
    or_stand_in::linear(start, width)
}

/// `COUNT` bounds from `min` to `max`, each the same multiple of the one before; a single one is `max`.
///
/// In an attribute: `buckets = exponential_range(min, max, count)`.
///
/// # Panics
///
/// If `min` is not above 0, or `max` not above `min`: in an attribute, a compile error.
#[track_caller]
pub const fn exponential_range<const COUNT: usize>(min: f64, max: f64) -> [f64; COUNT] {
    check::exponential_range_arguments(min, max);
    or_stand_in::exponential_range(min, max)
}

/// The same functions for generated code, which calls the [rules](check) apart. A constant that fails is told again by
/// each that is built upon it, so these do not fail: what a rule refuses becomes other bounds.
#[doc(hidden)]
pub mod or_stand_in {
    use super::root;

    pub const fn exponential<const COUNT: usize>(start: f64, factor: f64) -> [f64; COUNT] {
        if !(start > 0.0 && factor > 1.0) {
            return stand_in();
        }
        let mut bounds = [start; COUNT];
        let (mut at, mut power) = (1, 1.0);
        while at < COUNT {
            power *= factor;
            // From the start and not from the bound before: errors do not add up.
            bounds[at] = start * power;
            at += 1;
        }
        bounds
    }

    pub const fn linear<const COUNT: usize>(start: f64, width: f64) -> [f64; COUNT] {
        let width = if width > 0.0 { width } else { 1.0 };
        let mut bounds = [start; COUNT];
        let mut at = 1;
        while at < COUNT {
            bounds[at] = start + width * at as f64;
            at += 1;
        }
        bounds
    }

    pub const fn exponential_range<const COUNT: usize>(min: f64, max: f64) -> [f64; COUNT] {
        if !(min > 0.0 && max > min) {
            return stand_in();
        }
        if COUNT < 2 {
            return [max; COUNT];
        }
        let mut bounds = exponential::<COUNT>(min, root(max / min, COUNT - 1));
        bounds[COUNT - 1] = max;
        bounds
    }

    const fn stand_in<const COUNT: usize>() -> [f64; COUNT] {
        linear(1.0, 1.0)
    }
}

/// The `degree`-th root of a number above 1, by bisection: `powf` is not to be had in constants.
const fn root(number: f64, degree: usize) -> f64 {
    let (mut low, mut high) = (1.0_f64, number);
    let mut step = 0;
    while step < 200 {
        let middle = f64::midpoint(low, high);
        let (mut power, mut at) = (1.0, 0);
        while at < degree && power <= number {
            power *= middle;
            at += 1;
        }
        if power > number {
            high = middle;
        } else {
            low = middle;
        }
        step += 1;
    }
    // Where the root is a number that can be written, this is it.
    low
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_lists_are_what_they_say() {
        let wanted = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];
        assert_eq!(exponential::<10>(0.01, 2.0), wanted);
        assert_eq!(linear::<3>(10.0, 5.0), [10.0, 15.0, 20.0]);
        assert_eq!((BYTES[0], BYTES[9]), (256.0, 67_108_864.0));
    }

    #[test]
    fn a_range_ends_where_it_should() {
        let bounds = exponential_range::<7>(0.001, 1000.0);
        for (bound, wanted) in bounds.into_iter().zip([0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0]) {
            assert!((bound / wanted - 1.0).abs() < 1e-12, "{bound} is not {wanted}");
        }
        assert_eq!(exponential_range::<2>(1.0, 3.0), [1.0, 3.0]);
        let powers = [1024.0, 32_768.0, 1_048_576.0, 33_554_432.0, 1_073_741_824.0];
        assert_eq!(exponential_range::<5>(1024.0, 1_073_741_824.0), powers);
    }

    #[test]
    fn what_a_rule_refuses_becomes_other_bounds() {
        let stand_in = [1.0, 2.0, 3.0];
        for (start, factor) in [(0.0, 2.0), (-1.0, 2.0), (1.0, 1.0), (1.0, 0.5), (f64::NAN, 2.0)] {
            assert_eq!(or_stand_in::exponential::<3>(start, factor), stand_in, "{start} {factor}");
        }
        for (min, max) in [(0.0, 2.0), (1.0, 1.0), (2.0, 1.0), (1.0, f64::NAN)] {
            assert_eq!(or_stand_in::exponential_range::<3>(min, max), stand_in, "{min} {max}");
        }
        for width in [0.0, -1.0, f64::NAN] {
            assert_eq!(or_stand_in::linear::<3>(5.0, width), [5.0, 6.0, 7.0], "{width}");
        }
        assert_eq!(or_stand_in::exponential_range::<1>(1.0, 5.0), [5.0]);
    }

    #[test]
    #[should_panic = "start above 0"]
    fn a_list_that_starts_at_zero_is_refused() {
        let _ = exponential::<3>(0.0, 2.0);
    }

    #[test]
    #[should_panic = "have a width above 0"]
    fn a_list_that_goes_down_is_refused() {
        let _ = linear::<3>(0.0, -1.0);
    }

    #[test]
    #[should_panic = "ends above its beginning"]
    fn a_range_that_goes_down_is_refused() {
        let _ = exponential_range::<3>(2.0, 1.0);
    }
}
