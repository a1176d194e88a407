//! Why metrics did not arrive.

use std::error::Error;
use std::fmt;

use crate::client::SendError;

/// An export by OTLP that went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum OtlpError {
    /// The metrics did not arrive, as far as one can tell. The next export has all that this one had.
    Send {
        /// Where to.
        endpoint: String,
        /// What went wrong with the last attempt.
        reason: SendError,
        /// How often it was tried.
        attempts: u32,
    },
    /// The metrics arrived, and the collector refused some of them. They are not sent again.
    Refused {
        /// The collector.
        endpoint: String,
        /// How many data points.
        points: u64,
        /// What it says.
        message: String,
    },
    /// The collector has asked not to be sent anything for a time, which is not over.
    NotYet {
        /// The collector.
        endpoint: String,
    },
    /// The metrics could not be read in time: a callback among them hangs, or panicked.
    Read,
    /// The exporter was not done in time with what it was asked for, or is not there any more.
    Ended,
}

impl fmt::Display for OtlpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Send { endpoint, reason, attempts: 1 } => {
                write!(f, "metrics were not sent to `{endpoint}`: {reason}")
            }
            Self::Send { endpoint, reason, attempts } => {
                write!(f, "metrics were not sent to `{endpoint}`, in {attempts} attempts: {reason}")
            }
            Self::Refused { endpoint, points, message } => {
                write!(f, "`{endpoint}` refused {points} data points: {message}")
            }
            Self::NotYet { endpoint } => {
                write!(f, "metrics were not sent to `{endpoint}`, which asked to wait")
            }
            Self::Read => f.write_str("metrics were not sent, because they could not be read"),
            Self::Ended => f.write_str("the OTLP exporter did not end in time, or has ended before"),
        }
    }
}

impl Error for OtlpError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Send { reason, .. } => Some(reason),
            _ => None,
        }
    }
}
