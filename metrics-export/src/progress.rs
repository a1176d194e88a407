//! What is known of a connection by those who do not read from it.

use std::time::Duration;

use tokio::select;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::phase::Phase;

/// The progress of one connection: told by its stream and by the requests it carries, read by whoever may end it.
///
/// The limits of a phase count from its beginning and not from the last byte: a peer that sends or takes one byte a
/// second makes no progress.
#[derive(Clone, Debug)]
pub(crate) struct Progress(watch::Sender<State>);

#[derive(Clone, Copy, Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Requests being answered: several at once on an HTTP/2 connection.
    answering: usize,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(State { phase: Phase::Opened, since: Instant::now(), answering: 0 }))
    }

    /// A request has been read. Its answer is ready, or no longer wanted, when the guard is dropped.
    pub(crate) fn answer(&self) -> Answering {
        self.0.send_modify(|state| {
            state.answering += 1;
            state.enter(Phase::Answering);
        });
        Answering(self.clone())
    }

    /// All that was there to send has been sent.
    pub(crate) fn sent(&self) {
        self.0.send_if_modified(|state| {
            let sending = state.phase == Phase::Sending;
            if sending {
                state.enter(Phase::Idle);
            }
            sending
        });
    }

    /// Ends when the connection has been in one phase for too long.
    pub(crate) async fn overdue(&self) {
        let mut state = self.0.subscribe();
        loop {
            let State { phase, since, .. } = *state.borrow_and_update();
            select! {
                () = sleep(phase.limit().saturating_sub(since.elapsed())) => return,
                _ = state.changed() => {}
            }
        }
    }

    /// See [`Phase::expendable`].
    pub(crate) fn expendable(&self) -> Option<(u8, Duration)> {
        let State { phase, since, .. } = *self.0.borrow();
        phase.expendable(since.elapsed())
    }
}

impl State {
    fn enter(&mut self, phase: Phase) {
        if self.phase != phase {
            self.phase = phase;
            self.since = Instant::now();
        }
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct Answering(Progress);

impl Drop for Answering {
    fn drop(&mut self) {
        self.0.0.send_modify(|state| {
            state.answering -= 1;
            if state.answering == 0 {
                state.enter(Phase::Sending);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn time_left(progress: &Progress) -> Duration {
        let begin = Instant::now();
        progress.overdue().await;
        begin.elapsed()
    }

    fn phase(progress: &Progress) -> Phase {
        progress.0.borrow().phase
    }

    #[tokio::test(start_paused = true)]
    async fn a_phase_has_one_deadline() {
        let progress = Progress::new();
        sleep(Phase::Opened.limit() / 2).await;
        progress.sent();
        assert_eq!(phase(&progress), Phase::Opened);
        assert!(time_left(&progress).await <= Phase::Opened.limit() / 2 + Duration::from_millis(2));
    }

    #[tokio::test(start_paused = true)]
    async fn the_next_phase_has_the_next_one() {
        let progress = Progress::new();
        let other = progress.clone();
        let end = tokio::spawn(async move { time_left(&other).await });
        sleep(Phase::Opened.limit() / 2).await;
        drop(progress.answer());
        sleep(Phase::Sending.limit() / 2).await;
        progress.sent();
        let expected = Phase::Opened.limit() / 2 + Phase::Sending.limit() / 2 + Phase::Idle.limit();
        assert!(end.await.unwrap().abs_diff(expected) < Duration::from_secs(1));
    }

    #[test]
    fn several_requests_are_answered_before_it_is_idle() {
        let progress = Progress::new();
        let (first, second) = (progress.answer(), progress.answer());
        drop(first);
        progress.sent();
        assert_eq!(phase(&progress), Phase::Answering);
        drop(second);
        assert_eq!(phase(&progress), Phase::Sending);
        progress.sent();
        assert_eq!(phase(&progress), Phase::Idle);
    }
}
