//! What is known of a connection by those who do not read from it.

use std::time::Duration;

use tokio::select;
use tokio::sync::watch;
use tokio::time::{Instant, sleep};

use crate::phase::Phase;

/// The progress of one connection: told by the requests and the answers that it carries, read by whoever may end it.
///
/// The limits of a phase count from its beginning and not from the last byte: a peer that sends or takes one byte a
/// second makes no progress.
#[derive(Clone, Debug)]
pub(crate) struct Progress(watch::Sender<State>);

/// Over HTTP/2, there are several requests and answers at once.
#[derive(Clone, Copy, Debug)]
struct State {
    phase: Phase,
    since: Instant,
    /// Requests that are not let in yet.
    asking: usize,
    /// Requests being answered.
    answering: usize,
    /// Answers on their way out.
    sending: usize,
}

impl Progress {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(State {
            phase: Phase::Opened,
            since: Instant::now(),
            asking: 0,
            answering: 0,
            sending: 0,
        }))
    }

    /// A request has been read. Its answer is no longer wanted when the guard is dropped.
    pub(crate) fn ask(&self) -> Asking {
        Asking(Counted::new(self, |state| &mut state.asking))
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

    /// How long its answers have been on their way out, if that is longer than a reader is left undisturbed.
    pub(crate) fn dawdling(&self) -> Option<Duration> {
        let State { phase, since, .. } = *self.0.borrow();
        (phase == Phase::Sending).then(|| phase.expendable(since.elapsed())).flatten().map(|(_, time)| time)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        self.0.send_modify(|state| {
            change(state);
            state.settle();
        });
    }
}

impl State {
    /// One answer that does not get out counts, whatever else is asked and answered meanwhile.
    fn settle(&mut self) {
        let phase = match (self.sending, self.answering, self.asking) {
            (0, 0, 0) => Phase::Idle,
            (0, 0, _) => Phase::Asking,
            (0, _, _) => Phase::Answering,
            _ => Phase::Sending,
        };
        if self.phase != phase {
            self.phase = phase;
            self.since = Instant::now();
        }
    }
}

/// A request that is not let in yet.
#[derive(Debug)]
pub(crate) struct Asking(Counted);

impl Asking {
    /// It is known what becomes of the request.
    pub(crate) fn answer(self) -> Answering {
        Answering(Counted::new(&self.0.progress, |state| &mut state.answering))
    }
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct Answering(Counted);

impl Answering {
    /// The answer is ready. It has been sent, or is no longer wanted, when the guard is dropped.
    pub(crate) fn send(self) -> Sending {
        Sending(Counted::new(&self.0.progress, |state| &mut state.sending))
    }
}

/// An answer on its way out.
#[derive(Debug)]
pub(crate) struct Sending(#[expect(dead_code, reason = "counted until it is dropped")] Counted);

/// One more of something, until it is dropped.
#[derive(Debug)]
struct Counted {
    progress: Progress,
    count: fn(&mut State) -> &mut usize,
}

impl Counted {
    fn new(progress: &Progress, count: fn(&mut State) -> &mut usize) -> Self {
        progress.change(|state| *count(state) += 1);
        Self { progress: progress.clone(), count }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.progress.change(|state| *(self.count)(state) -= 1);
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
        assert_eq!(phase(&progress), Phase::Opened);
        assert!(time_left(&progress).await <= Phase::Opened.limit() / 2 + Duration::from_millis(2));
    }

    #[tokio::test(start_paused = true)]
    async fn the_next_phase_has_the_next_one() {
        let progress = Progress::new();
        let other = progress.clone();
        let end = tokio::spawn(async move { time_left(&other).await });
        sleep(Phase::Opened.limit() / 2).await;
        let sending = progress.ask().answer().send();
        sleep(Phase::Sending.limit() / 2).await;
        drop(sending);
        let expected = Phase::Opened.limit() / 2 + Phase::Sending.limit() / 2 + Phase::Idle.limit();
        assert!(end.await.unwrap().abs_diff(expected) < Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_stays_is_not_hidden_by_others() {
        let progress = Progress::new();
        let _stuck = progress.ask().answer().send();
        let begin = Instant::now();
        let other = progress.clone();
        let end = tokio::spawn(async move { time_left(&other).await });
        while begin.elapsed() < Phase::Sending.limit() * 2 && !end.is_finished() {
            sleep(Duration::from_secs(1)).await;
            drop(progress.ask().answer().send());
        }
        assert!(end.await.unwrap().abs_diff(Phase::Sending.limit()) < Duration::from_secs(1));
    }

    #[test]
    fn several_requests_are_answered_before_it_is_idle() {
        let progress = Progress::new();
        let (first, second) = (progress.ask(), progress.ask());
        assert_eq!(phase(&progress), Phase::Asking);
        let (first, second) = (first.answer(), second.answer());
        assert_eq!(phase(&progress), Phase::Answering);
        let sending = first.send();
        assert_eq!(phase(&progress), Phase::Sending);
        drop(sending);
        assert_eq!(phase(&progress), Phase::Answering);
        let sending = second.send();
        assert_eq!(phase(&progress), Phase::Sending);
        drop(sending);
        assert_eq!(phase(&progress), Phase::Idle);
    }

    #[tokio::test(start_paused = true)]
    async fn who_dawdles() {
        let progress = Progress::new();
        sleep(Phase::Opened.limit() / 2).await;
        assert_eq!(progress.dawdling(), None);
        let _sending = progress.ask().answer().send();
        assert_eq!(progress.dawdling(), None, "it has just begun");
        sleep(Phase::Sending.limit() / 2).await;
        assert_eq!(progress.dawdling(), Some(Phase::Sending.limit() / 2));
    }
}
