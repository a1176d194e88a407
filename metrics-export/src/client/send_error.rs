//! Why something that was sent was not delivered, and what was answered.

use std::error::Error;
use std::fmt::{self, Write as _};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::StatusCode;
use hyper::body::{Body, Bytes};

/// Why metrics that were pushed did not arrive, as far as one can tell.
#[derive(Debug)]
#[non_exhaustive]
pub enum SendError {
    /// There was no connection, or it broke off before the answer was complete.
    Connection(Box<dyn Error + Send + Sync>),
    /// There was no answer within this time. The metrics may have arrived.
    Timeout(Duration),
    /// The answer was one of success, but not by a server of the kind that was to be there.
    Answer(String),
    /// The gRPC call failed.
    #[cfg(feature = "otlp-grpc")]
    Rpc {
        /// The status, a number that gRPC defines.
        code: i32,
        /// What came with it.
        message: String,
    },
    /// The answer was not one of success.
    Status {
        /// The HTTP status.
        status: u16,
        /// The beginning of what came with it, of a kilobyte at most.
        body: String,
    },
}

impl SendError {
    pub(crate) fn connection(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Connection(error.into())
    }

    /// For an answer that is not one of success.
    pub(crate) async fn status<B: Body<Data = Bytes> + Unpin>(status: StatusCode, body: B) -> Self {
        Self::Status { status: status.as_u16(), body: excerpt(&read_some(body, EXCERPT).await.0) }
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection(error) => {
                f.write_str("the connection failed")?;
                // hyper's errors say what went wrong only in their causes.
                let mut next: Option<&(dyn Error + 'static)> = Some(error.as_ref());
                while let Some(error) = next {
                    write!(f, ": {error}")?;
                    next = error.source();
                }
                Ok(())
            }
            Self::Timeout(time) => write!(f, "there was no answer within {time:?}"),
            Self::Answer(what) => write!(f, "the answer was not understood: {what}"),
            #[cfg(feature = "otlp-grpc")]
            Self::Rpc { code, message } => write!(f, "the gRPC status was {code}: {message}"),
            Self::Status { status, body } if body.is_empty() => write!(f, "the answer was {status}"),
            Self::Status { status, body } => write!(f, "the answer was {status}: {body}"),
        }
    }
}

impl Error for SendError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Connection(error) => Some(error.as_ref()),
            _ => None,
        }
    }
}

/// How much of an answer is shown, in bytes.
const EXCERPT: usize = 1024;
/// How much of an answer is read, in bytes.
#[cfg(feature = "otlp")]
const LIMIT: usize = 64 * 1024;

/// The beginning of a text, in one line and without what would confuse a terminal.
pub(crate) fn excerpt(bytes: &[u8]) -> String {
    let mut text = String::new();
    for character in String::from_utf8_lossy(&bytes[..bytes.len().min(EXCERPT)]).trim().chars() {
        match character {
            '\n' => text.push(' '),
            control if control.is_control() => {
                let _ = write!(text, "{}", control.escape_default());
            }
            other => text.push(other),
        }
    }
    text
}

/// The body of an answer, if it is complete and no longer than is sensible.
#[cfg(feature = "otlp")]
pub(crate) async fn read<B>(body: B) -> Result<Vec<u8>, SendError>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    match read_some(body, LIMIT).await {
        (bytes, Ok(())) if bytes.len() <= LIMIT => Ok(bytes),
        (_, Ok(())) => Err(SendError::connection("the answer is too long")),
        (_, Err(error)) => Err(SendError::connection(error)),
    }
}

/// So much of a body, or a piece more, and how that ended.
async fn read_some<B: Body<Data = Bytes> + Unpin>(
    mut body: B,
    limit: usize,
) -> (Vec<u8>, Result<(), B::Error>) {
    let mut bytes = Vec::new();
    while bytes.len() <= limit {
        match body.frame().await {
            Some(Ok(frame)) => bytes.extend_from_slice(frame.data_ref().map_or(&[], |data| &data[..])),
            Some(Err(error)) => return (bytes, Err(error)),
            None => break,
        }
    }
    (bytes, Ok(()))
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt(b" two\nlines\n"), "two lines");
        assert_eq!(excerpt(b"\x1b[2J\xff\0"), "\\u{1b}[2J\u{fffd}\\u{0}");
        assert_eq!(excerpt(&[b'x'; 5000]).len(), 1024);
    }
}
