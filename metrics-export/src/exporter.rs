//! How an endpoint is started and stopped.

use std::fmt;
use std::future::pending;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, SocketAddrV4, ToSocketAddrs};
use std::ops::Deref;
use std::sync::{Arc, mpsc};
use std::thread;

use metrics_core::Registry;
use tokio::net::lookup_host;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

use crate::address::Address;
#[cfg(unix)]
use crate::address::UnixSocket;
use crate::endpoint::Endpoint;
use crate::handle::{Server, ServerThread};
use crate::listener::{Listener, listen};
use crate::reload::Reloading;
use crate::scrapes::SharedRegistry;
use crate::server::run;
use crate::settings::Settings;
#[cfg(feature = "tls")]
use crate::tls::Tls;

/// `127.0.0.1:9464`: the port that OpenTelemetry gives to Prometheus exporters, for this machine only.
pub const DEFAULT_ADDRESS: SocketAddr = SocketAddr::V4(SocketAddrV4::new(Ipv4Addr::LOCALHOST, 9464));

/// Serves the metrics of the global registry at `http://{address}/metrics`, on a thread of its own.
///
/// The same as `Exporter::new().serve(address)`: see [`Exporter::serve`].
///
/// ```
/// let server = metrics_export::serve("127.0.0.1:0")?;
/// println!("metrics at http://{}/metrics", server.local_addr());
/// # server.shutdown();
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
///
/// If `address` cannot be resolved or listened on, for instance because its port is taken.
pub fn serve(address: impl ToSocketAddrs) -> io::Result<ServerThread> {
    Exporter::new().serve(address)
}

/// A scrape endpoint that is not started yet.
///
/// It is started by [`bind`](Self::bind) inside a tokio runtime, by [`serve`](Self::serve) from anywhere else.
#[derive(Clone)]
#[must_use = "an exporter serves nothing until `bind` or `serve` is called"]
pub struct Exporter {
    /// The global one if there is none. Not asked for before it is needed: the first to ask has it collected.
    registry: Option<SharedRegistry>,
    others: Vec<Address>,
    settings: Settings,
}

impl Exporter {
    /// An endpoint for the global registry.
    pub fn new() -> Self {
        Self { registry: None, others: Vec::new(), settings: Settings::default() }
    }

    /// Serves this registry instead: a `&'static Registry` or an `Arc<Registry>`.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// use metrics_core::Registry;
    /// use metrics_export::Exporter;
    ///
    /// let registry = Arc::new(Registry::new());
    /// let exporter = Exporter::new().registry(Arc::clone(&registry));
    /// # drop(exporter);
    /// ```
    pub fn registry(self, registry: impl Deref<Target = Registry> + Send + Sync + 'static) -> Self {
        Self { registry: Some(Arc::new(registry)), ..self }
    }

    /// Listens at this address as well: a `SocketAddr`, or a [`UnixSocket`]. All limits hold for all addresses
    /// together.
    ///
    /// ```
    /// use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
    ///
    /// use metrics_export::Exporter;
    ///
    /// // Both of what `localhost` may resolve to.
    /// let exporter = Exporter::new().also_at(SocketAddr::from((Ipv6Addr::LOCALHOST, 9464)));
    /// # if false {
    /// let server = exporter.serve((Ipv4Addr::LOCALHOST, 9464))?;
    /// # }
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn also_at(mut self, address: impl Into<Address>) -> Self {
        self.others.push(address.into());
        self
    }

    /// Speaks TLS, and nothing else, at all addresses.
    ///
    /// # Errors
    ///
    /// A certificate that cannot be read, or does not fit, is an error of [`bind`](Self::bind) and
    /// [`serve`](Self::serve).
    #[cfg(feature = "tls")]
    pub fn tls(mut self, tls: Tls) -> Self {
        self.settings.tls = Some(tls);
        self
    }

    /// Lets in this user, by HTTP's basic authentication, and from now on only who is named.
    ///
    /// `bcrypt_hash` is what `htpasswd -nBC 10 ""` prints, without the colon. Whether a password fits takes a processor
    /// some 50 ms for that, on a thread that may block and one at a time; so a password that is right is remembered, as
    /// a digest. Without TLS, everybody on the way can read it.
    ///
    /// ```no_run
    /// use metrics_export::Exporter;
    ///
    /// let hash = std::env::var("METRICS_PASSWORD_HASH").unwrap_or_default();
    /// let server = Exporter::new().basic_auth("prometheus", hash).serve("127.0.0.1:9464")?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is no bcrypt hash is an error of [`bind`](Self::bind) and [`serve`](Self::serve).
    #[cfg(feature = "auth")]
    pub fn basic_auth(mut self, user: impl Into<String>, bcrypt_hash: impl Into<String>) -> Self {
        self.settings.credentials.users.insert(user.into(), bcrypt_hash.into());
        self
    }

    /// Lets in who brings this token, as `Authorization: Bearer …`, and from now on only who is named. Tokens are compared
    /// in a time that says nothing of them. There may be several, of which one is on its way out.
    #[cfg(feature = "auth")]
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.settings.credentials.tokens.push(token.into());
        self
    }

    /// Takes TLS, users, headers and a limit on requests from this file, in the format that the exporters of Prometheus
    /// share: the [exporter toolkit's](https://github.com/prometheus/exporter-toolkit/blob/master/docs/web-configuration.md).
    /// Paths in the file are relative to its folder. What it says is added to what was said here; its TLS replaces that.
    ///
    /// It is read again when it has changed, as the [files of `Tls`](Tls) are. Unknown keys and values are errors, which
    /// name them. Two things are stricter than in the toolkit: TLS 1.0 and 1.1 and the cipher suites that rustls does not
    /// have are not spoken, even where they are allowed; and a client's certificate is only ever compared with those of
    /// `client_ca`, not with those that the system trusts.
    ///
    /// ```no_run
    /// use metrics_export::Exporter;
    ///
    /// let server = Exporter::new().web_config("/etc/shop/web-config.yml").serve("0.0.0.0:9464")?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong with the file is an error of [`bind`](Self::bind) and [`serve`](Self::serve).
    #[cfg(feature = "web-config")]
    pub fn web_config(mut self, path: impl Into<std::path::PathBuf>) -> Self {
        self.settings.web_config = Some(path.into());
        self
    }

    /// Starts the endpoint as a task of the current tokio runtime. It serves when this returns.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> std::io::Result<()> {
    /// let server = metrics_export::Exporter::new().bind("127.0.0.1:0").await?;
    /// assert_ne!(server.local_addr().port(), 0);
    /// server.shutdown().await;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// If `address` cannot be resolved or listened on, for instance because its port is taken.
    ///
    /// # Panics
    ///
    /// If there is no current tokio runtime, or one without I/O or time: what
    /// [`enable_all`](tokio::runtime::Builder::enable_all) enables.
    pub async fn bind(self, address: impl tokio::net::ToSocketAddrs) -> io::Result<Server> {
        let addresses = lookup_host(address).await?.map(Address::Tcp).collect();
        self.start(addresses)
    }

    /// Like [`bind`](Self::bind), at a Unix socket: a path, or a [`UnixSocket`] with its permissions.
    ///
    /// # Errors
    ///
    /// If the file cannot be made, or is there already and is not a socket that nobody listens on.
    ///
    /// # Panics
    ///
    /// As [`bind`](Self::bind) does.
    #[cfg(unix)]
    #[expect(clippy::unused_async, reason = "as `bind`, it needs a runtime, which this says")]
    pub async fn bind_unix(self, socket: impl Into<UnixSocket>) -> io::Result<Server<UnixSocket>> {
        self.start(vec![Address::Unix(socket.into())])
    }

    /// Starts the endpoint on a thread of its own. It serves when this returns, and needs no async runtime.
    ///
    /// ```
    /// use std::sync::Arc;
    ///
    /// let registry = Arc::new(metrics_core::Registry::new());
    /// let server = metrics_export::Exporter::new().registry(registry).serve("127.0.0.1:0")?;
    /// server.shutdown();
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If `address` cannot be resolved or listened on, for instance because its port is taken; or if the system
    /// refuses a thread.
    pub fn serve(self, address: impl ToSocketAddrs) -> io::Result<ServerThread> {
        let addresses = address.to_socket_addrs()?.map(Address::Tcp).collect();
        self.start_thread(addresses)
    }

    /// Like [`serve`](Self::serve), at a Unix socket: a path, or a [`UnixSocket`] with its permissions.
    ///
    /// # Errors
    ///
    /// If the file cannot be made, or is there already and is not a socket that nobody listens on; or if the system
    /// refuses a thread.
    #[cfg(unix)]
    pub fn serve_unix(self, socket: impl Into<UnixSocket>) -> io::Result<ServerThread<UnixSocket>> {
        self.start_thread(vec![Address::Unix(socket.into())])
    }

    /// Serves in the current runtime, on the first of these addresses that is to be had and on all others.
    fn start<A: TryFrom<Address>>(self, name: Vec<Address>) -> io::Result<Server<A>> {
        let rules = Reloading::new(self.settings.clone())?;
        let listeners = listen(name, &self.others)?;
        let (address, addresses) = addresses(&listeners)?;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(run(listeners, rules, self.endpoint(), requested(stopped)));
        Ok(Server { address, addresses, stop, task })
    }

    fn start_thread<A: TryFrom<Address> + Send + 'static>(
        self,
        name: Vec<Address>,
    ) -> io::Result<ServerThread<A>> {
        let rules = Reloading::new(self.settings.clone())?;
        let (stop, stopped) = oneshot::channel();
        let (started, outcome) = mpsc::sync_channel(1);
        let thread = thread::Builder::new().name(THREAD_NAME.into()).spawn(move || {
            match prepare(name, &self.others) {
                Ok((runtime, listeners)) => {
                    let _ = started.send(addresses(&listeners));
                    runtime.block_on(run(listeners, rules, self.endpoint(), requested(stopped)));
                    // Not to wait for a callback that hangs.
                    runtime.shutdown_background();
                }
                Err(error) => drop(started.send(Err(error))),
            }
        })?;
        let panicked = |_| Err(io::Error::other("the server's thread panicked"));
        let (address, addresses) = outcome.recv().unwrap_or_else(panicked)?;
        Ok(ServerThread { address, addresses, stop, thread })
    }

    fn endpoint(self) -> Endpoint {
        Endpoint::new(self.registry.unwrap_or_else(|| Arc::new(Registry::global())))
    }
}

impl Default for Exporter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Exporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exporter").finish_non_exhaustive()
    }
}

const THREAD_NAME: &str = "metrics-export";

/// A runtime for the current thread, and listeners in it. To be called where the runtime may also be dropped: not in
/// an async context.
fn prepare(name: Vec<Address>, others: &[Address]) -> io::Result<(Runtime, Vec<Listener>)> {
    let runtime = Builder::new_current_thread().enable_all().thread_name(THREAD_NAME).build()?;
    let listeners = {
        let _context = runtime.enter();
        listen(name, others)?
    };
    Ok((runtime, listeners))
}

/// The main address and all of them.
fn addresses<A: TryFrom<Address>>(listeners: &[Listener]) -> io::Result<(A, Vec<Address>)> {
    let addresses: Vec<_> = listeners.iter().map(Listener::address).collect::<io::Result<_>>()?;
    let main = A::try_from(addresses[0].clone()).map_err(|_| io::ErrorKind::InvalidInput)?;
    Ok((main, addresses))
}

/// Ends when it is asked to; never, if the one who could ask is gone.
async fn requested(stopped: oneshot::Receiver<()>) {
    if stopped.await.is_err() {
        pending::<()>().await;
    }
}
