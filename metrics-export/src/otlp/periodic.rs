//! Exports every now and then, when asked to, and at the end.

use std::io;
use std::sync::mpsc as blocking;
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::sync::oneshot;
use tokio::task::{AbortHandle, spawn};
use tokio::time::{Instant, MissedTickBehavior, interval_at, timeout};

use super::OtlpError;
use super::export::Export;
use super::wishes::{Reply, What, Wish, Wishes};

/// What exports every now and then.
pub(super) struct Periodic {
    pub(super) export: Export,
    pub(super) wishes: UnboundedReceiver<Wish>,
    pub(super) interval: Duration,
    pub(super) on_error: Box<dyn FnMut(&OtlpError) + Send>,
}

impl Periodic {
    async fn run(mut self) {
        let mut ticks = interval_at(Instant::now() + self.interval, self.interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                wish = self.wishes.recv() => match wish {
                    Some(Wish { what: What::Flush, reply, waiting }) => {
                        drop(waiting);
                        reply(self.export(None).await);
                    }
                    Some(Wish { what: What::End(deadline), reply, waiting }) => {
                        drop(waiting);
                        return reply(self.export(Some(deadline)).await);
                    }
                    // Nobody waits for it.
                    None => return drop(self.export(None).await),
                },
                _ = ticks.tick() => drop(self.export(None).await),
            }
        }
    }

    async fn export(&mut self, deadline: Option<Duration>) -> Result<(), OtlpError> {
        self.export.run(deadline).await.inspect_err(|error| (self.on_error)(error))
    }
}

/// An exporter that runs as a task.
///
/// Dropping it has the metrics exported a last time, without waiting for that; so use [`shutdown`](Self::shutdown)
/// before the runtime ends.
#[derive(Debug)]
#[must_use = "dropping this ends the export"]
pub struct OtlpTask(Option<(Wishes, AbortHandle)>);

impl OtlpTask {
    pub(super) fn new(periodic: Option<(Wishes, Periodic)>) -> Self {
        Self(periodic.map(|(wishes, periodic)| (wishes, spawn(periodic.run()).abort_handle())))
    }

    /// Exports now, and waits for that.
    ///
    /// # Errors
    ///
    /// If the metrics do not arrive, or are refused.
    pub async fn flush(&self) -> Result<(), OtlpError> {
        let Some((wishes, _)) = &self.0 else { return Ok(()) };
        let (reply, answer) = reply();
        wishes.send(What::Flush, reply);
        answer.await.unwrap_or(Err(OtlpError::Ended))
    }

    /// Exports a last time, and ends: within this time, in any case.
    ///
    /// # Errors
    ///
    /// If the metrics do not arrive in time, or are refused.
    pub async fn shutdown(self, deadline: Duration) -> Result<(), OtlpError> {
        let Some((wishes, task)) = self.0 else { return Ok(()) };
        let (reply, answer) = reply();
        wishes.send(What::End(deadline), reply);
        let Ok(outcome) = timeout(deadline, answer).await else {
            task.abort();
            return Err(OtlpError::Ended);
        };
        outcome.unwrap_or(Err(OtlpError::Ended))
    }
}

fn reply() -> (Reply, oneshot::Receiver<Result<(), OtlpError>>) {
    let (sender, receiver) = oneshot::channel();
    (Box::new(|outcome| drop(sender.send(outcome))), receiver)
}

/// An exporter that runs on a thread of its own.
///
/// Dropping it has the metrics exported a last time, without waiting for that; so use [`shutdown`](Self::shutdown)
/// before the program ends.
#[derive(Debug)]
#[must_use = "dropping this ends the export"]
pub struct OtlpThread(Option<Wishes>);

impl OtlpThread {
    pub(super) fn new(periodic: Option<(Wishes, Periodic)>) -> io::Result<Self> {
        let Some((wishes, periodic)) = periodic else { return Ok(Self(None)) };
        thread::Builder::new().name("metrics-otlp".into()).spawn({
            let runtime = Builder::new_current_thread().enable_all().build()?;
            move || {
                runtime.block_on(periodic.run());
                // Not to wait for a name server or a callback that does not answer.
                runtime.shutdown_background();
            }
        })?;
        Ok(Self(Some(wishes)))
    }

    /// Exports now, and waits for that.
    ///
    /// # Errors
    ///
    /// If the metrics do not arrive, or are refused.
    pub fn flush(&self) -> Result<(), OtlpError> {
        let Some(wishes) = &self.0 else { return Ok(()) };
        let (reply, answer) = blocking_reply();
        wishes.send(What::Flush, reply);
        answer.recv().unwrap_or(Err(OtlpError::Ended))
    }

    /// Exports a last time, and ends: within this time, in any case.
    ///
    /// # Errors
    ///
    /// If the metrics do not arrive in time, or are refused.
    pub fn shutdown(self, deadline: Duration) -> Result<(), OtlpError> {
        let Some(wishes) = &self.0 else { return Ok(()) };
        let (reply, answer) = blocking_reply();
        wishes.send(What::End(deadline), reply);
        answer.recv_timeout(deadline).unwrap_or(Err(OtlpError::Ended))
    }
}

fn blocking_reply() -> (Reply, blocking::Receiver<Result<(), OtlpError>>) {
    let (sender, receiver) = blocking::channel();
    (Box::new(move |outcome| drop(sender.send(outcome))), receiver)
}
