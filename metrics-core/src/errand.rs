//! Work that does not run twice at once; with a time limit, on a thread of its own, which is left alone when it takes
//! too long.

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

/// Work that was begun on another thread.
pub(crate) struct Errand<T> {
    answer: Receiver<Done<T>>,
    until: Instant,
}

/// Work that came to its end.
pub(crate) struct Done<T> {
    /// The answer, or what it panicked with.
    pub(crate) answer: thread::Result<T>,
    /// How long it took, whenever anybody looked.
    pub(crate) took: Duration,
    at: Instant,
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
            let done = Done::by(work);
            // Before the answer: whoever has it may ask again at once.
            turn.end();
            let _ = send.send(done);
        });
        if spawned.is_err() {
            self.end();
            return Err(Failure::Thread);
        }
        Ok(Errand { answer, until })
    }

    /// Does work here, however long it takes. Whoever comes meanwhile waits for it.
    pub(crate) fn run<T>(&self, work: impl FnOnce() -> T) -> Result<Done<T>, Failure> {
        self.take(FOREVER)?;
        let done = Done::by(work);
        self.end();
        Ok(done)
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
    /// The answer; none if it came after its time was over, even if it is there by now.
    pub(crate) fn wait(self) -> Result<Done<T>, Failure> {
        match self.answer.recv_timeout(self.until.saturating_duration_since(Instant::now())) {
            Ok(done) if done.at <= self.until => Ok(done),
            Ok(_) | Err(RecvTimeoutError::Timeout) => Err(Failure::Timeout),
            Err(RecvTimeoutError::Disconnected) => Err(Failure::Panic),
        }
    }
}

impl<T> Done<T> {
    fn by(work: impl FnOnce() -> T) -> Self {
        let begun = Instant::now();
        // Nothing of ours is half-changed by a panic here, and what the work leaves behind is its own.
        let answer = catch_unwind(AssertUnwindSafe(work));
        let at = Instant::now();
        Self { answer, took: at - begun, at }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn each_failure_has_a_word_of_its_own() {
        use Failure::{Busy, Error, Panic, Thread, Timeout};
        let names = [Panic, Error, Timeout, Busy, Thread].map(Failure::name);
        assert_eq!(names, ["panic", "error", "timeout", "busy", "thread"]);
    }

    #[test]
    fn what_takes_too_long_is_left_alone_and_not_begun_again() {
        let (turn, gate) = (Arc::new(Turn::default()), Arc::new(Barrier::new(2)));
        let waits = {
            let gate = Arc::clone(&gate);
            move || {
                gate.wait();
                1
            }
        };
        let limit = Duration::from_millis(20);
        let errand = turn.begin(limit, waits).unwrap();
        assert_eq!(errand.wait().err(), Some(Failure::Timeout));
        assert_eq!(turn.begin(limit, || 2).err(), Some(Failure::Busy));
        gate.wait();
        // It is over as soon as the work is.
        let answer = (0..1000).find_map(|_| {
            thread::sleep(Duration::from_millis(1));
            turn.begin(Duration::MAX, || 3).ok()
        });
        assert_eq!(answer.unwrap().wait().unwrap().answer.unwrap(), 3);
    }

    #[test]
    fn an_answer_that_is_late_is_none_even_if_it_is_there() {
        let turn = Arc::new(Turn::default());
        let late = turn.begin(Duration::ZERO, || thread::sleep(Duration::from_millis(1))).unwrap();
        let limit = Duration::from_secs(60);
        let timely = loop {
            // Once this begins, the other one is at its end.
            match turn.begin(limit, || 2) {
                Ok(errand) => break errand,
                Err(failure) => assert_eq!(failure, Failure::Busy),
            }
        };
        let pause = Duration::from_millis(200);
        thread::sleep(pause);
        assert_eq!(late.wait().err(), Some(Failure::Timeout));
        let done = timely.wait().unwrap();
        assert!(done.took < pause, "{:?}", done.took);
        assert_eq!(done.answer.unwrap(), 2);
    }

    #[test]
    fn who_comes_while_it_runs_waits_for_it() {
        let turn = Arc::new(Turn::default());
        let limit = Duration::from_secs(60);
        let slow = turn.begin(limit, || thread::sleep(Duration::from_millis(30))).unwrap();
        let begun = Instant::now();
        let next = turn.begin(limit, || 2).unwrap();
        assert!(begun.elapsed() >= Duration::from_millis(10));
        assert!(slow.wait().unwrap().answer.is_ok());
        assert_eq!(next.wait().unwrap().answer.unwrap(), 2);
        let panicked = turn.begin(limit, || std::panic::resume_unwind(Box::new(7_u8))).unwrap();
        let payload = panicked.wait().unwrap().answer.map(|(): ()| ()).unwrap_err();
        assert_eq!(payload.downcast_ref(), Some(&7_u8));
    }
}
