//! The loop that accepts connections.

use std::future::poll_fn;
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
/// How long to wait where no connection can be accepted, because the process is out of file descriptors.
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
            connection = entrance.accept() => {
                visitors.receive(connection);
                // Its request may be here already: it is read before the next connection makes room for itself.
                yield_now().await;
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
    /// The next connection. One that fails before it is accepted is its client's concern; where none can be accepted,
    /// there will be some again.
    async fn accept(&mut self) -> Connection {
        loop {
            if let Some(connection) = poll_fn(|cx| self.poll_accept(cx)).await {
                return connection;
            }
            sleep(BACK_OFF).await;
        }
    }

    /// `None` if the listener whose turn it is cannot accept.
    fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<Option<Connection>> {
        for _ in 0..self.listeners.len() {
            let listener = &self.listeners[self.next];
            self.next = (self.next + 1) % self.listeners.len();
            if let Poll::Ready(accepted) = listener.poll_accept(cx) {
                return Poll::Ready(accepted.ok());
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

    /// Lets all finish what they are at. Whoever needs longer is cut off.
    async fn leave(mut self) {
        self.leaving.send_replace(true);
        let _ = timeout(GRACE, async { while self.crowd.departure().await.is_some() {} }).await;
        self.crowd.disperse().await;
    }
}
