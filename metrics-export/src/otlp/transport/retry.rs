//! When to try again.

use std::time::Duration;

/// Whether another attempt makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::otlp) enum Retry {
    /// The same message would fail again.
    Never,
    /// After a while.
    Later,
    /// After the time that the collector asks for.
    After(Duration),
}

/// How long to wait from one attempt to the next: a second, then twice as long each time, and somewhat less by chance,
/// so that those who failed together do not come again together.
#[derive(Debug)]
pub(in crate::otlp) struct Backoff(Duration);

impl Backoff {
    const FIRST: Duration = Duration::from_secs(1);
    const LONGEST: Duration = Duration::from_secs(32);
    /// What a collector can ask for at most: a mistake of its should not silence a program for a day.
    const LONGEST_ASKED: Duration = Duration::from_secs(300);

    pub(in crate::otlp) fn new() -> Self {
        Self(Self::FIRST)
    }

    /// How long to wait now; `None` for ever.
    pub(in crate::otlp) fn next(&mut self, retry: Retry) -> Option<Duration> {
        match retry {
            Retry::Never => None,
            Retry::After(asked) => Some(asked.min(Self::LONGEST_ASKED)),
            Retry::Later => {
                let wait = self.0.mul_f64(0.5 + 0.5 * fastrand::f64());
                self.0 = (self.0 * 2).min(Self::LONGEST);
                Some(wait)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_waits_longer_and_longer_but_not_for_ever() {
        let mut backoff = Backoff::new();
        for longest in [1, 2, 4, 8, 16, 32, 32, 32] {
            let wait = backoff.next(Retry::Later).unwrap();
            let longest = Duration::from_secs(longest);
            assert!(longest / 2 <= wait && wait <= longest, "{wait:?}");
        }
    }

    #[test]
    fn waits_differ_by_chance() {
        let first = || Backoff::new().next(Retry::Later);
        assert!((0..100).any(|_| first() != first()));
    }

    #[test]
    fn a_collector_is_heeded() {
        let mut backoff = Backoff::new();
        assert_eq!(backoff.next(Retry::Never), None);
        let asked = Duration::from_secs(7);
        assert_eq!(backoff.next(Retry::After(asked)), Some(asked));
        assert_eq!(backoff.next(Retry::After(Duration::MAX)), Some(Duration::from_secs(300)));
    }
}
