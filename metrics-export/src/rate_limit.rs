//! A limit on requests.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// A token bucket: one request for each interval, and this many at once after a silence.
#[derive(Debug)]
pub(crate) struct RateLimit {
    interval: Duration,
    burst: u32,
    /// When the bucket is full again.
    full: Mutex<Instant>,
}

impl RateLimit {
    pub(crate) fn new(interval: Duration, burst: u32) -> Self {
        Self { interval, burst, full: Mutex::new(Instant::now()) }
    }

    /// Whether one more request is within the limit; if so, it counts.
    pub(crate) fn allows(&self) -> bool {
        let now = Instant::now();
        let mut full = self.full.lock().unwrap_or_else(PoisonError::into_inner);
        let after = (*full).max(now).checked_add(self.interval);
        let allowed = after.filter(|after| *after - now <= self.interval.saturating_mul(self.burst));
        *full = allowed.unwrap_or(*full);
        allowed.is_some()
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_burst_and_then_one_by_one() {
        let limit = RateLimit::new(Duration::from_secs(1), 3);
        for _ in 0..2 {
            assert_eq!([(); 5].map(|()| limit.allows()), [true, true, true, false, false]);
            advance(Duration::from_secs(1)).await;
            assert_eq!([(); 2].map(|()| limit.allows()), [true, false]);
            advance(Duration::from_secs(100)).await;
        }
        assert!(!RateLimit::new(Duration::from_secs(1), 0).allows());
        assert!(RateLimit::new(Duration::MAX, 1).full.lock().is_ok());
    }
}
