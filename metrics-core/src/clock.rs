//! The clock: the processor's time-stamp counter where that can be trusted, else the system's monotonic clock.

use std::time::Duration;

use quanta::Clock;

use crate::sync::OnceLock;

/// A moment that only its distance from now is known of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment(u64);

impl Moment {
    #[inline]
    pub(crate) fn now() -> Self {
        Self(ready().clock.raw())
    }

    /// The time since then; zero if the clock went backwards.
    #[inline]
    pub(crate) fn elapsed(self) -> Duration {
        Duration::from_nanos(self.elapsed_nanoseconds())
    }

    /// The same as a number.
    #[inline]
    pub(crate) fn elapsed_nanoseconds(self) -> u64 {
        // Whoever has a moment has made the clock ready. Without a way to do that here, the code is smaller.
        READY.get().map_or(0, |ready| ready.nanoseconds(ready.clock.raw().saturating_sub(self.0)))
    }
}

/// Makes the clock ready, which the first measurement does otherwise.
pub(crate) fn warm_up() {
    ready();
}

/// The clock, and how fast it ticks.
struct Ready {
    clock: Clock,
    /// The nanoseconds in 2^32 ticks.
    scale: u64,
}

static READY: OnceLock<Ready> = OnceLock::new();

/// The first call compares the time-stamp counter with the system's clock: for half a millisecond usually, and 200 at
/// most.
#[inline]
fn ready() -> &'static Ready {
    READY.get_or_init(|| {
        let clock = Clock::new();
        let scale = clock.delta_as_nanos(0, 1 << 32);
        Ready { clock, scale }
    })
}

impl Ready {
    /// A multiplication and a shift by a constant: a third of the instructions of the clock's own, which shifts by a
    /// variable. The scale is a whole number, so this is short by one part in `scale` at most: 1.4e9 of them at 3 GHz,
    /// which is less than the clock itself is off.
    #[inline]
    #[allow(clippy::cast_possible_truncation)] // 2^64 nanoseconds are 584 years
    fn nanoseconds(&self, ticks: u64) -> u64 {
        ((u128::from(ticks) * u128::from(self.scale)) >> 32) as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_jumps_measures_nothing_or_more_but_never_panics() {
        let now = Moment::now();
        assert!(now.elapsed() < Duration::from_secs(60));
        // Of a moment that is still to come, as after a jump back, nothing has passed.
        for later in [now.0 + (1 << 40), u64::MAX] {
            assert_eq!(Moment(later).elapsed(), Duration::ZERO);
        }
        // Of one that never was, as after a jump forward, whatever the clock says.
        assert!(Moment(0).elapsed() >= now.elapsed());
    }
}
