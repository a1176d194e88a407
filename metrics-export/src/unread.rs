//! The memory that readers hold: answers that are rendered and not sent yet.

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering::Relaxed;
use std::time::Duration;

use bytes::Bytes;
use tokio::select;
use tokio::sync::Notify;
use tokio::time::sleep;

use crate::progress::Sending;

/// Bytes of answers that may lie unread before a scrape waits for others to be read. Answers of scrapes that begin just
/// then come on top, so that an exposition of any length gets through.
const LIMIT: usize = 64 << 20;
/// How often room is asked for again: readers become slow by doing nothing.
const AGAIN: Duration = Duration::from_millis(100);

/// How much of what was rendered is not sent yet.
#[derive(Debug, Default)]
pub(crate) struct Unread {
    bytes: AtomicUsize,
    /// There is less of it.
    less: Notify,
    /// There is too much of it: somebody should be hurried.
    wanted: Notify,
}

impl Unread {
    /// The body of an answer, counted until nobody has it any more.
    pub(crate) fn count(self: &Arc<Self>, body: Vec<u8>) -> Bytes {
        self.bytes.fetch_add(body.len(), Relaxed);
        Bytes::from_owner(Counted { body, unread: Arc::clone(self) })
    }

    /// Ends when there is room for another answer.
    pub(crate) async fn room(&self) {
        while self.bytes.load(Relaxed) > LIMIT {
            self.wanted.notify_one();
            select! {
                () = self.less.notified() => {}
                () = sleep(AGAIN) => {}
            }
        }
    }

    /// Ends when a scrape waits for room.
    pub(crate) async fn wanted(&self) {
        self.wanted.notified().await;
    }
}

struct Counted {
    body: Vec<u8>,
    unread: Arc<Unread>,
}

impl AsRef<[u8]> for Counted {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.unread.bytes.fetch_sub(self.body.len(), Relaxed);
        self.unread.less.notify_one();
    }
}

/// The body of one answer on its way out. Others may have the same bytes; this one is gone when it has been sent, which
/// nobody tells but its end: hyper keeps what a client does not take yet, over HTTP/2 also what its window does not let
/// through.
pub(crate) fn on_its_way(body: Bytes, sending: Sending) -> Bytes {
    Bytes::from_owner(OnItsWay { body, _sending: sending })
}

struct OnItsWay {
    body: Bytes,
    _sending: Sending,
}

impl AsRef<[u8]> for OnItsWay {
    fn as_ref(&self) -> &[u8] {
        &self.body
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::timeout;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_comes_waits_until_others_have_read() {
        let unread = Arc::new(Unread::default());
        let half = unread.count(vec![0; LIMIT / 2]);
        let (other_half, same) = (unread.count(vec![0; LIMIT / 2]), half.clone());
        unread.room().await;
        let too_much = unread.count(vec![0; 1]);
        assert!(timeout(10 * AGAIN, unread.room()).await.is_err());
        timeout(AGAIN, unread.wanted()).await.unwrap();
        drop(half);
        assert!(timeout(10 * AGAIN, unread.room()).await.is_err(), "somebody has it still");
        drop(same);
        unread.room().await;
        drop((other_half, too_much));
        assert_eq!(unread.bytes.load(Relaxed), 0);
    }
}
