//! How far a connection is, how long it may stay there, and whether it makes room for another one.

use std::time::Duration;

/// How far a connection is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// No request has been read yet: the client is slow, silent, or about to become either.
    Opened,
    /// A request has been read, and is not let in yet: its password waits to be looked at.
    Asking,
    /// A request has been let in, and its answer is being made.
    Answering,
    /// The answer is on its way out.
    Sending,
    /// All that could be sent was sent, and the next request is waited for.
    Idle,
}

/// From the connection to the end of its first request's head, however its bytes are spread over that.
const FIRST_REQUEST: Duration = Duration::from_secs(10);
/// From the first byte of an answer to its last, or as long as one answer after the other is not out yet.
const SENDING: Duration = Duration::from_secs(60);
/// From one answer to the next request's head. Longer than the usual intervals of 15, 30 and 60 s, to keep such
/// connections alive, and by so much that one is not closed just when its next scrape comes.
const IDLE: Duration = Duration::from_secs(75);
/// What a reader gets undisturbed, also where connections are scarce: an answer is a few MB at most.
const UNDISTURBED: Duration = Duration::from_secs(5);

impl Phase {
    /// How long a connection may be in this phase.
    pub(crate) const fn limit(self) -> Duration {
        match self {
            Self::Opened => FIRST_REQUEST,
            // Limited by the request's deadline: there is still something to say then.
            Self::Asking | Self::Answering => Duration::MAX,
            Self::Sending => SENDING,
            Self::Idle => IDLE,
        }
    }

    /// How little is lost if a connection is ended that has been in this phase for this long: the greater, the less.
    /// `None` if it is not to be ended for another's sake.
    ///
    /// A client whose connection is idle opens another one and loses nothing. One that has sent no request after all
    /// the others did may never send one, and one that waits for its password to be looked at may know none: neither is
    /// to shut out who is known.
    pub(crate) fn expendable(self, elapsed: Duration) -> Option<(u8, Duration)> {
        match self {
            Self::Idle => Some((2, elapsed)),
            Self::Opened | Self::Asking => Some((1, elapsed)),
            Self::Sending if elapsed >= UNDISTURBED => Some((0, elapsed)),
            Self::Sending | Self::Answering => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Phase::{Answering, Asking, Idle, Opened, Sending};
    use super::*;

    #[test]
    fn who_goes_first() {
        let seconds = Duration::from_secs;
        let order =
            [(Idle, 9), (Idle, 0), (Opened, 9), (Asking, 8), (Opened, 1), (Sending, 59), (Sending, 5)];
        let expendable = order.map(|(phase, elapsed)| phase.expendable(seconds(elapsed)));
        assert!(expendable.windows(2).all(|pair| pair[0] > pair[1]), "{expendable:?}");
        assert!(expendable.iter().all(Option::is_some));
        assert_eq!(Sending.expendable(seconds(4)), None);
        assert_eq!(Answering.expendable(Duration::MAX), None);
    }
}
