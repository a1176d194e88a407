//! What somebody waits for: an export now, or the last one.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::watch;

use super::OtlpError;

/// What is wished for, and where to say how it went.
pub(super) struct Wish {
    pub(super) what: What,
    pub(super) reply: Reply,
    /// Gone once the wish is attended to.
    pub(super) waiting: Waiting,
}

pub(super) enum What {
    Flush,
    /// The last export, within this time.
    End(Duration),
}

pub(super) type Reply = Box<dyn FnOnce(Result<(), OtlpError>) + Send>;

/// How to wish for something. Without it, nobody does any more.
#[derive(Clone, Debug)]
pub(super) struct Wishes {
    sender: UnboundedSender<Wish>,
    waiting: Arc<watch::Sender<usize>>,
}

/// Becomes ready when somebody waits, so that an export which is tried again and again comes to an end.
#[derive(Debug)]
pub(super) struct Hurry(watch::Receiver<usize>);

/// Somebody waits, as long as this is there.
pub(super) struct Waiting(Arc<watch::Sender<usize>>);

pub(super) fn wishes() -> (Wishes, UnboundedReceiver<Wish>, Hurry) {
    let (sender, receiver) = unbounded_channel();
    let (waiting, hurry) = watch::channel(0);
    (Wishes { sender, waiting: Arc::new(waiting) }, receiver, Hurry(hurry))
}

impl Wishes {
    /// Dropped, with the reply in it, if nobody is there to hear it.
    pub(super) fn send(&self, what: What, reply: Reply) {
        self.waiting.send_modify(|waiting| *waiting += 1);
        let waiting = Waiting(Arc::clone(&self.waiting));
        let _ = self.sender.send(Wish { what, reply, waiting });
    }
}

impl Hurry {
    pub(super) async fn needed(&mut self) {
        // An error says that nobody can wish for anything any more: then, too, it is time to end.
        let _ = self.0.wait_for(|waiting| *waiting > 0).await;
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.send_modify(|waiting| *waiting -= 1);
    }
}
