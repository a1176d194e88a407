//! The loop that accepts connections.

use std::future::poll_fn;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::select;
use tokio::sync::watch;
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

use crate::crowd::Crowd;
use crate::endpoint::Endpoint;
use crate::listener::{Connection, Listener};
use crate::progress::Progress;
use crate::refusal::Refusals;
use crate::reload::Reloading;
use crate::visit::Visit;

/// Connections at once. One more ends the one with which least is lost, or is refused.
const CONNECTIONS: usize = 64;
/// What a connection has to finish its scrape when the server stops: as long as Prometheus waits, by default.
const GRACE: Duration = Duration::from_secs(10);
/// How long to wait where no connection can be accepted.
const BACK_OFF: Duration = Duration::from_millis(100);

/// Serves until `stop`, then lets the scrapes that run come to their end.
pub(crate) async fn run(
    listeners: Vec<Listener>,
    rules: Reloading,
    endpoint: Endpoint,
    stop: impl Future<Output = ()>,
) {
    let mut entrance = Entrance { listeners, next: 0 };
    let mut visitors = Visitors::new(endpoint.clone(), rules);
    let mut stop = pin!(stop);
    loop {
        select! {
            () = &mut stop => break,
            Some(()) = visitors.crowd.departure() => {}
            () = endpoint.crowded() => visitors.crowd.hurry(),
            accepted = entrance.accept() => match accepted {
                Ok(connection) => {
                    visitors.receive(connection);
                    // Its request may be here already: it is read before the next connection makes room for itself.
                    yield_now().await;
                }
                Err(error) => visitors.make_do(&error).await,
            }
        }
    }
    drop(entrance);
    visitors.leave().await;
}

/// Where connections arrive.
struct Entrance {
    listeners: Vec<Listener>,
    /// The one that is looked at first, so that none of them keeps the others waiting.
    next: usize,
}

impl Entrance {
    /// The next connection.
    async fn accept(&mut self) -> io::Result<Connection> {
        poll_fn(|cx| self.poll_accept(cx)).await
    }

    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Connection>> {
        for _ in 0..self.listeners.len() {
            let listener = &self.listeners[self.next];
            self.next = (self.next + 1) % self.listeners.len();
            if let Poll::Ready(accepted) = listener.poll_accept(cx) {
                return Poll::Ready(accepted);
            }
        }
        Poll::Pending
    }
}

/// Whoever connects.
struct Visitors {
    endpoint: Endpoint,
    rules: Arc<Reloading>,
    crowd: Crowd,
    refusals: Refusals,
    leaving: watch::Sender<bool>,
}

impl Visitors {
    fn new(endpoint: Endpoint, rules: Reloading) -> Self {
        Self {
            endpoint,
            rules: Arc::new(rules),
            crowd: Crowd::new(CONNECTIONS),
            refusals: Refusals::default(),
            leaving: watch::Sender::new(false),
        }
    }

    fn receive(&mut self, connection: Connection) {
        if !self.crowd.make_room() {
            // Who expects TLS does not understand it, and finds the connection closed.
            if !self.rules.latest().is_secure() {
                self.refusals.refuse(connection);
            }
            return;
        }
        let (progress, leaving) = (Progress::new(), self.leaving.subscribe());
        let visit = Visit::new(self.endpoint.clone(), Arc::clone(&self.rules), progress.clone(), leaving);
        self.crowd.admit(progress, visit.receive(connection));
    }

    /// Goes on where no connection can be accepted. One that fails before it is accepted is its client's concern. Where
    /// the process is out of file descriptors, that of the connection with which least is lost is given up; if there is
    /// none, there will be others again.
    async fn make_do(&mut self, error: &io::Error) {
        if is_out_of_descriptors(error) && self.crowd.give_up_one() {
            self.crowd.departure().await;
        } else {
            sleep(BACK_OFF).await;
        }
    }

    /// Lets all finish what they are at. Whoever needs longer is cut off.
    async fn leave(mut self) {
        self.leaving.send_replace(true);
        let _ = timeout(GRACE, async { while self.crowd.departure().await.is_some() {} }).await;
        self.crowd.disperse().await;
    }
}

/// Whether the process or the system has no file descriptors left, for which the standard library has no name.
fn is_out_of_descriptors(error: &io::Error) -> bool {
    const ENFILE: i32 = 23;
    const EMFILE: i32 = 24;
    cfg!(unix) && matches!(error.raw_os_error(), Some(ENFILE | EMFILE))
}
