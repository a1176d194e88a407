//! Where an endpoint listens.

use std::fmt;
use std::net::SocketAddr;
#[cfg(unix)]
use std::path::{Path, PathBuf};

/// Where an endpoint listens: see [`Exporter::also_at`](crate::Exporter::also_at).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A TCP port of one address of this machine, or of all (`0.0.0.0`, `[::]`).
    ///
    /// `[::]` is all addresses of IPv4 as well, whatever the system's default is, unless the same exporter listens on
    /// that port of an IPv4 address, too.
    Tcp(SocketAddr),
    /// A Unix socket.
    #[cfg(unix)]
    Unix(UnixSocket),
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            #[cfg(unix)]
            Self::Unix(socket) => write!(f, "unix:{}", socket.path.display()),
        }
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        Self::Tcp(address)
    }
}

/// The address, or what it is instead of one of TCP.
impl TryFrom<Address> for SocketAddr {
    type Error = Address;

    fn try_from(address: Address) -> Result<Self, Address> {
        match address {
            Address::Tcp(address) => Ok(address),
            #[cfg(unix)]
            Address::Unix(_) => Err(address),
        }
    }
}

/// A Unix socket in the file system, for a scraper on the same machine.
///
/// The file is made when the endpoint starts, and removed when it stops. One that is there already is replaced if
/// nobody listens on it: what a process leaves behind that was killed. Everything else in its place is an error, and
/// stays. (Two processes that start at once on one path may both find the old file; the later one has it then. Who
/// starts services sees to that.)
///
/// ```no_run
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// use metrics_export::{Exporter, UnixSocket};
///
/// let server = Exporter::new().bind_unix(UnixSocket::new("/run/shop/metrics.sock").mode(0o666)).await?;
/// # server.shutdown().await;
/// # Ok(())
/// # }
/// ```
#[cfg(unix)]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnixSocket {
    pub(crate) path: PathBuf,
    pub(crate) mode: u32,
}

#[cfg(unix)]
impl UnixSocket {
    /// A socket at this path, for the process's user and group.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), mode: 0o660 }
    }

    /// Who may connect, as the permissions of the file: `0o660` if this is not called, whatever the umask is. Nobody
    /// else has connected by then.
    #[must_use]
    pub fn mode(self, mode: u32) -> Self {
        Self { mode, ..self }
    }

    /// The path of the socket.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(unix)]
impl From<UnixSocket> for Address {
    fn from(socket: UnixSocket) -> Self {
        Self::Unix(socket)
    }
}

/// The socket, or what it is instead.
#[cfg(unix)]
impl TryFrom<Address> for UnixSocket {
    type Error = Address;

    fn try_from(address: Address) -> Result<Self, Address> {
        match address {
            Address::Unix(socket) => Ok(socket),
            Address::Tcp(_) => Err(address),
        }
    }
}

#[cfg(unix)]
impl From<&str> for UnixSocket {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

#[cfg(unix)]
impl From<&Path> for UnixSocket {
    fn from(path: &Path) -> Self {
        Self::new(path)
    }
}

#[cfg(unix)]
impl From<PathBuf> for UnixSocket {
    fn from(path: PathBuf) -> Self {
        Self::new(path)
    }
}
