//! Why a push failed.

use std::error::Error;
use std::fmt;

use crate::client::SendError;

/// A push did not arrive, as far as one can tell.
#[derive(Debug)]
pub struct PushError {
    url: String,
    reason: SendError,
}

impl PushError {
    pub(super) fn new(url: String, reason: SendError) -> Self {
        Self { url, reason }
    }

    /// Where to.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Why.
    pub fn reason(&self) -> &SendError {
        &self.reason
    }
}

impl fmt::Display for PushError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "metrics were not pushed to `{}`: {}", self.url, self.reason)
    }
}

impl Error for PushError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.reason)
    }
}
