//! The observations of the last minutes, as sketches.
//!
//! A window is cut into slices of time, with a sketch for each: what is too old is dropped slice by slice. Each of a few
//! shards has slices of its own, so that threads seldom meet; a reader puts them together.

use std::cell::Cell;
use std::time::{Duration, Instant};

use sketches_ddsketch::{Config, DDSketch};

use crate::sync::{AtomicUsize, Mutex, OnceLock, Ordering, lock};

/// As in other client libraries.
pub(super) const DEFAULT: Duration = Duration::from_secs(600);

/// The relative error of a quantile.
const ERROR: f64 = 0.01;
/// Enough for values that differ by a factor of 10^17, with that error.
const MOST_BINS: u32 = 2048;
/// Smaller values count as zero: a nanosecond, in seconds.
const LEAST: f64 = 1e-9;

const SHARDS: usize = 4;
const SLICES: u32 = 5;

/// The recent observations of one series.
pub(super) struct Window {
    slice: Duration,
    shards: [Mutex<Shard>; SHARDS],
}

/// Slices by number, as far as there was something in them.
#[derive(Default)]
struct Shard([Option<(u64, DDSketch)>; SLICES as usize]);

impl Window {
    pub(super) fn new(window: Duration) -> Self {
        // Never zero: time is divided by it.
        let slice = (window / SLICES).max(Duration::from_millis(1));
        Self { slice, shards: Default::default() }
    }

    /// Takes note of an observation, unless other threads are at all shards.
    pub(super) fn observe(&self, value: f64) {
        self.observe_at(self.now(), value);
    }

    /// Writes the quantiles, the bits of a float each, and says whether there are any.
    pub(super) fn read(&self, quantiles: &[f64], values: &mut [u64]) -> bool {
        self.read_at(self.now(), quantiles, values)
    }

    /// The number of the current slice.
    fn now(&self) -> u64 {
        static START: OnceLock<Instant> = OnceLock::new();
        let elapsed = START.get_or_init(Instant::now).elapsed();
        u64::try_from(elapsed.as_nanos() / self.slice.as_nanos()).unwrap_or(u64::MAX)
    }

    fn observe_at(&self, now: u64, value: f64) {
        let first = shard_of_this_thread();
        let mut shards = (0..SHARDS).map(|step| &self.shards[(first + step) % SHARDS]);
        // A lock that a panic left behind is given up: what it guards may be half-changed.
        if let Some(mut shard) = shards.find_map(|shard| shard.try_lock().ok()) {
            shard.add(now, value);
        }
    }

    fn read_at(&self, now: u64, quantiles: &[f64], values: &mut [u64]) -> bool {
        let mut all = sketch();
        for shard in &self.shards {
            lock(shard).merge_into(&mut all, now);
        }
        for (value, &quantile) in values.iter_mut().zip(quantiles) {
            let read = all.quantile(quantile).ok().flatten();
            *value = read.unwrap_or(f64::NAN).max(0.0).to_bits();
        }
        all.count() > 0
    }
}

impl Shard {
    fn add(&mut self, now: u64, value: f64) {
        let slice = &mut self.0[usize::try_from(now % u64::from(SLICES)).unwrap_or(0)];
        match slice {
            Some((number, sketch)) if *number == now => sketch.add(within_floats(value)),
            // Another thread was here with a later time.
            Some((number, _)) if *number > now => {}
            _ => {
                let mut sketch = sketch();
                sketch.add(within_floats(value));
                *slice = Some((now, sketch));
            }
        }
    }

    fn merge_into(&self, all: &mut DDSketch, now: u64) {
        let recent = self.0.iter().flatten().filter(|(number, _)| number + u64::from(SLICES) > now);
        for (_, sketch) in recent {
            // Fails only for sketches with another configuration.
            let _ = all.merge(sketch);
        }
    }
}

fn sketch() -> DDSketch {
    DDSketch::new(Config::new(ERROR, MOST_BINS, LEAST))
}

fn within_floats(value: f64) -> f64 {
    value.clamp(0.0, f64::MAX)
}

/// Threads take turns.
fn shard_of_this_thread() -> usize {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    thread_local! {
        static OWN: Cell<Option<usize>> = const { Cell::new(None) };
    }
    let own = OWN.try_with(|own| {
        own.get().unwrap_or_else(|| {
            // Relaxed: publishes nothing.
            let next = NEXT.fetch_add(1, Ordering::Relaxed);
            own.set(Some(next));
            next
        })
    });
    own.unwrap_or(0) % SHARDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(window: &Window, now: u64, quantile: f64) -> Option<f64> {
        let mut values = [0];
        window.read_at(now, &[quantile], &mut values).then(|| f64::from_bits(values[0]))
    }

    #[test]
    fn a_quantile_is_within_its_error() {
        for spread in [1.0_f64, 1e6, 1e12] {
            let window = Window::new(DEFAULT);
            let values: Vec<f64> = (1..=10_000).map(|n| spread.powf(f64::from(n) / 1e4) * 1e-3).collect();
            values.iter().rev().for_each(|&value| window.observe_at(0, value));
            for (quantile, rank) in [(0.0, 0), (0.5, 4999), (0.9, 8999), (0.99, 9899), (1.0, 9999)] {
                let (read, exact) = (read(&window, 0, quantile).unwrap(), values[rank]);
                assert!((read - exact).abs() <= exact * (ERROR + 1e-9), "{quantile}: {read}, not {exact}");
            }
        }
    }

    #[test]
    fn what_is_old_is_forgotten_slice_by_slice() {
        let window = Window::new(DEFAULT);
        assert_eq!(read(&window, 0, 0.5), None);
        window.observe_at(7, 1.0);
        window.observe_at(9, 100.0);
        assert!((read(&window, 11, 0.0).unwrap() - 1.0).abs() < 0.02);
        assert!((read(&window, 12, 0.0).unwrap() - 100.0).abs() < 2.0);
        assert!(read(&window, 13, 0.0).is_some());
        assert_eq!(read(&window, 14, 0.0), None);
        // A slice whose turn it is again begins anew.
        window.observe_at(14, 5.0);
        assert!((read(&window, 14, 1.0).unwrap() - 5.0).abs() < 0.1);
    }

    #[test]
    fn odd_values_do_no_harm() {
        let window = Window::new(Duration::ZERO);
        let odd =
            [0.0, -0.0, 5e-324, f64::MIN_POSITIVE, 1e-300, 1e300, f64::MAX, f64::INFINITY, -1.0, f64::MIN];
        for value in odd {
            window.observe_at(0, value);
        }
        for quantile in [0.0, 0.25, 0.5, 1.0] {
            let value = read(&window, 0, quantile).unwrap();
            assert!(value >= 0.0, "{quantile}: {value}");
        }
    }
}
