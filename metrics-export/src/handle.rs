//! An endpoint that is served: where, and until when.

use std::net::SocketAddr;
use std::thread;

use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::address::Address;

/// An endpoint that is served by a task: see [`Exporter::bind`](crate::Exporter::bind).
///
/// Dropping it changes nothing, as with the handle of a task: the endpoint is served until [`shutdown`](Self::shutdown)
/// or the end of the runtime.
#[derive(Debug)]
pub struct Server<A = SocketAddr> {
    pub(crate) address: A,
    pub(crate) addresses: Vec<Address>,
    pub(crate) stop: oneshot::Sender<()>,
    pub(crate) task: JoinHandle<()>,
}

impl<A: Clone> Server<A> {
    /// The address that it listens on, with the port that the system chose if port 0 was asked for.
    pub fn local_addr(&self) -> A {
        self.address.clone()
    }

    /// All addresses that it listens on: that one first, then those of [`Exporter::also_at`](crate::Exporter::also_at) in their order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Stops: frees the port, lets the scrapes that run come to their end, and cuts them off after 10 seconds.
    ///
    /// It goes on stopping if the returned future is dropped before it is complete.
    pub async fn shutdown(self) {
        let _ = self.stop.send(());
        let _ = self.task.await;
    }
}

/// An endpoint that is served by a thread: see [`Exporter::serve`](crate::Exporter::serve).
///
/// Dropping it changes nothing, as with the handle of a thread: the endpoint is served until
/// [`shutdown`](Self::shutdown) or the end of the process.
#[derive(Debug)]
pub struct ServerThread<A = SocketAddr> {
    pub(crate) address: A,
    pub(crate) addresses: Vec<Address>,
    pub(crate) stop: oneshot::Sender<()>,
    pub(crate) thread: thread::JoinHandle<()>,
}

impl<A: Clone> ServerThread<A> {
    /// The address that it listens on, with the port that the system chose if port 0 was asked for.
    pub fn local_addr(&self) -> A {
        self.address.clone()
    }

    /// All addresses that it listens on: that one first, then those of [`Exporter::also_at`](crate::Exporter::also_at) in their order.
    pub fn addresses(&self) -> &[Address] {
        &self.addresses
    }

    /// Stops: frees the port, lets the scrapes that run come to their end, and cuts them off after 10 seconds. Waits
    /// for all that.
    pub fn shutdown(self) {
        let _ = self.stop.send(());
        let _ = self.thread.join();
    }
}
