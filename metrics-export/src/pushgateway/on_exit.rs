//! A push at the end of a job.

use std::fmt;

use super::{PushError, Pushgateway};
use crate::complaint::complain;

/// Pushes when it is dropped: see [`Pushgateway::push_on_exit`].
///
/// Dropping it waits for the answer, for as long as the gateway's [time limit](super::PushgatewayBuilder::timeout). What
/// ends the program without dropping what is on the stack, as [`std::process::exit`] does, does not push.
#[must_use = "dropping this pushes: bind it, `let _push = …`"]
pub struct PushOnExit {
    /// Taken by what pushes first.
    gateway: Option<Pushgateway>,
    on_error: Box<dyn FnMut(&PushError) + Send>,
}

impl PushOnExit {
    pub(super) fn new(gateway: Pushgateway) -> Self {
        Self { gateway: Some(gateway), on_error: Box::new(complain) }
    }

    /// What to do if the push fails when this is dropped: a line on the standard error, unless something else is said.
    pub fn on_error(mut self, report: impl FnMut(&PushError) + Send + 'static) -> Self {
        self.on_error = Box::new(report);
        self
    }

    /// Pushes now, and tells how that went.
    ///
    /// # Errors
    ///
    /// If there is no answer in time, or it is not one of success.
    pub fn finish(mut self) -> Result<(), PushError> {
        self.gateway.take().map_or(Ok(()), |gateway| gateway.blocking().push())
    }

    /// Does not push.
    pub fn cancel(mut self) {
        self.gateway = None;
    }
}

impl Drop for PushOnExit {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.gateway.take().map(|gateway| gateway.blocking().push()) {
            (self.on_error)(&error);
        }
    }
}

impl fmt::Debug for PushOnExit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PushOnExit").field("gateway", &self.gateway).finish_non_exhaustive()
    }
}
