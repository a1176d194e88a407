//! The sockets on which connections arrive.

use std::error::Error;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::task::{Context, Poll, ready};

use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::{TcpListener, TcpStream};

use crate::address::Address;
#[cfg(unix)]
use crate::unix::UnixListener;

/// Connections that wait to be accepted. The usual 128 are too few: where they are full, a client tries again after a
/// second, the scraper too, and a flood of others makes them full.
pub(crate) const BACKLOG: i32 = 1024;

/// A socket on which connections arrive.
#[derive(Debug)]
pub(crate) enum Listener {
    Tcp(TcpListener),
    #[cfg(unix)]
    Unix(UnixListener),
}

/// A connection that has arrived.
#[derive(Debug)]
pub(crate) enum Connection {
    Tcp(TcpStream),
    #[cfg(unix)]
    Unix(tokio::net::UnixStream),
}

impl Listener {
    pub(crate) fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<io::Result<Connection>> {
        Poll::Ready(match self {
            Self::Tcp(listener) => {
                let (stream, _) = ready!(listener.poll_accept(cx))?;
                // An answer is one write, not to be held back for another. It is answered even if this fails.
                let _ = stream.set_nodelay(true);
                Ok(Connection::Tcp(stream))
            }
            #[cfg(unix)]
            Self::Unix(listener) => ready!(listener.poll_accept(cx)).map(Connection::Unix),
        })
    }

    /// With the port that the system chose if port 0 was asked for.
    pub(crate) fn address(&self) -> io::Result<Address> {
        match self {
            Self::Tcp(listener) => listener.local_addr().map(Address::Tcp),
            #[cfg(unix)]
            Self::Unix(listener) => Ok(Address::Unix(listener.socket().clone())),
        }
    }
}

/// Listens on the first of these addresses where that is possible, which are what one name resolves to, and on all of
/// the others.
pub(crate) fn listen(name: Vec<Address>, others: &[Address]) -> io::Result<Vec<Listener>> {
    let first = listen_on_first(name, others)?;
    let main = first.address()?;
    let rest = others.iter().enumerate().map(|(index, address)| {
        let beside: Vec<_> =
            others[..index].iter().chain(&others[index + 1..]).chain([&main]).cloned().collect();
        listen_on(address, &beside)
    });
    let rest: Vec<_> = rest.collect::<io::Result<_>>()?;
    Ok([first].into_iter().chain(rest).collect())
}

fn listen_on_first(addresses: Vec<Address>, beside: &[Address]) -> io::Result<Listener> {
    let mut failed = io::Error::new(io::ErrorKind::InvalidInput, "could not resolve to any address");
    for address in addresses {
        match listen_on(&address, beside) {
            Ok(listener) => return Ok(listener),
            Err(error) => failed = error,
        }
    }
    Err(failed)
}

fn listen_on(address: &Address, beside: &[Address]) -> io::Result<Listener> {
    let listener = match address {
        Address::Tcp(address) => listen_on_port(*address, beside).map(Listener::Tcp),
        #[cfg(unix)]
        Address::Unix(socket) => UnixListener::new(socket).map(Listener::Unix),
    };
    listener.map_err(|error| Refused::because(address, error))
}

fn listen_on_port(address: SocketAddr, beside: &[Address]) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if address.is_ipv6() {
        let has_v4 = |other: &Address| match other {
            Address::Tcp(other) => other.is_ipv4() && other.port() == address.port(),
            #[cfg(unix)]
            Address::Unix(_) => false,
        };
        socket.set_only_v6(beside.iter().any(has_v4))?;
    }
    // As std does: a port is free as soon as its listener is gone. Elsewhere this would let two listen on one port.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)?;
    TcpListener::from_std(socket.into())
}

/// Why it is not possible to listen somewhere. What the system says does not name the address.
struct Refused {
    address: Address,
    error: io::Error,
}

impl Refused {
    fn because(address: &Address, error: io::Error) -> io::Error {
        io::Error::new(error.kind(), Self { address: address.clone(), error })
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot serve metrics at {}: {}", self.address, self.error)
    }
}

/// As in `Display`: a `main` that returns the error shows it by this one.
impl fmt::Debug for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for Refused {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.error)
    }
}
