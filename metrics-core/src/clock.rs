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
        Self(clock().raw())
    }

    /// The time since then; zero if the clock went backwards.
    #[inline]
    pub(crate) fn elapsed(self) -> Duration {
        Duration::from_nanos(self.elapsed_nanoseconds())
    }

    /// The same as a number.
    #[inline]
    pub(crate) fn elapsed_nanoseconds(self) -> u64 {
        let clock = clock();
        clock.delta_as_nanos(self.0, clock.raw())
    }
}

/// Makes the clock ready, which the first measurement does otherwise.
pub(crate) fn warm_up() {
    clock();
}

/// The first call compares the time-stamp counter with the system's clock: for half a millisecond usually, and 200 at
/// most.
#[inline]
fn clock() -> &'static Clock {
    static CLOCK: OnceLock<Clock> = OnceLock::new();
    CLOCK.get_or_init(Clock::new)
}
