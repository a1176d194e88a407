//! Work with a time limit: on a thread of its own, which is left alone when it takes too long.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::scraping;
use crate::sync::{Arc, Condvar, Mutex, PoisonError, lock};

/// What does not run twice at once: a collector, or a callback.
#[derive(Default)]
pub(crate) struct Turn {
    /// While it runs: when its time is over.
    until: Mutex<Option<Instant>>,
    ended: Condvar,
}

/// Work that was begun.
pub(crate) struct Errand<T> {
    answer: Receiver<thread::Result<T>>,
    until: Instant,
}

/// Why something that was asked for is missing from a scrape.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failure {
    /// It panicked.
    Panic,
    /// It returned an error.
    Error,
    /// It did not return in time.
    Timeout,
    /// It was not asked: an earlier scrape gave it up, and it still runs.
    Busy,
    /// The system refused a thread.
    Thread,
}

impl Failure {
    /// A word for it, such as `timeout`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Panic => "panic",
            Self::Error => "error",
            Self::Timeout => "timeout",
            Self::Busy => "busy",
            Self::Thread => "thread",
        }
    }
}

impl Turn {
    /// Begins work that may take this long. If another scrape has it done just now, that comes first.
    pub(crate) fn begin<T: Send + 'static>(
        self: &Arc<Self>,
        limit: Duration,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<Errand<T>, Failure> {
        let until = self.take(limit)?;
        let (send, answer) = sync_channel(1);
        let turn = Arc::clone(self);
        let spawned = thread::Builder::new().name("metrics-collect".into()).spawn(move || {
            let _scraping = scraping::enter();
            // Nothing of ours is half-changed by a panic here, and what the work leaves behind is its own.
            let value = catch_unwind(AssertUnwindSafe(work));
            // Before the answer: whoever has it may ask again at once.
            turn.end();
            let _ = send.send(value);
        });
        if spawned.is_err() {
            self.end();
            return Err(Failure::Thread);
        }
        Ok(Errand { answer, until })
    }

    fn take(&self, limit: Duration) -> Result<Instant, Failure> {
        let mut running = lock(&self.until);
        while let Some(until) = *running {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Failure::Busy);
            }
            running = self.ended.wait_timeout(running, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        let now = Instant::now();
        let until = now.checked_add(limit).unwrap_or(now + FOREVER);
        *running = Some(until);
        Ok(until)
    }

    fn end(&self) {
        *lock(&self.until) = None;
        self.ended.notify_one();
    }
}

const FOREVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl<T> Errand<T> {
    /// The answer; after its time is over there is none. What panicked hands over what it panicked with.
    pub(crate) fn wait(self) -> Result<thread::Result<T>, Failure> {
        match self.answer.recv_timeout(self.until.saturating_duration_since(Instant::now())) {
            Ok(answer) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(Failure::Timeout),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::Panic),
        }
    }
}
