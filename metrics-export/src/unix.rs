//! Listening on a Unix socket.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::path::Path;
use std::task::{Context, Poll, ready};

use socket2::{Domain, SockAddr, Socket, Type};

use crate::address::UnixSocket;
use crate::listener::BACKLOG;

/// A Unix socket on which connections arrive. Its file goes when it does.
#[derive(Debug)]
pub(crate) struct UnixListener {
    listener: tokio::net::UnixListener,
    socket: UnixSocket,
    file: FileId,
}

/// A file, whatever its name is by now.
type FileId = (u64, u64);

impl UnixListener {
    pub(crate) fn new(socket: &UnixSocket) -> io::Result<Self> {
        let path = socket.path();
        let bound = bind(path).or_else(|error| match error.kind() {
            ErrorKind::AddrInUse => remove_stale(path).and_then(|()| bind(path)),
            _ => Err(error),
        })?;
        // Until it listens, nobody can connect.
        fs::set_permissions(path, Permissions::from_mode(socket.mode))?;
        bound.listen(BACKLOG)?;
        bound.set_nonblocking(true)?;
        let listener = tokio::net::UnixListener::from_std(bound.into())?;
        Ok(Self { listener, socket: socket.clone(), file: file_id(path)? })
    }

    pub(crate) fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<io::Result<tokio::net::UnixStream>> {
        let (stream, _) = ready!(self.listener.poll_accept(cx))?;
        Poll::Ready(Ok(stream))
    }

    pub(crate) fn socket(&self) -> &UnixSocket {
        &self.socket
    }
}

impl Drop for UnixListener {
    fn drop(&mut self) {
        // Who put another one in its place keeps that.
        if file_id(self.socket.path()).is_ok_and(|file| file == self.file) {
            let _ = fs::remove_file(self.socket.path());
        }
    }
}

fn bind(path: &Path) -> io::Result<Socket> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.bind(&SockAddr::unix(path)?)?;
    Ok(socket)
}

/// Removes a socket on which nobody listens any more.
fn remove_stale(path: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(path)?.file_type().is_socket() {
        return Err(io::Error::new(ErrorKind::AlreadyExists, "there is a file that is no socket"));
    }
    let caller = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    // Where too many wait to be accepted, it does not wait with them.
    caller.set_nonblocking(true)?;
    match caller.connect(&SockAddr::unix(path)?) {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => fs::remove_file(path),
        Err(error) if error.kind() != ErrorKind::WouldBlock => Err(error),
        _ => Err(io::Error::new(ErrorKind::AddrInUse, "somebody listens there already")),
    }
}

fn file_id(path: &Path) -> io::Result<FileId> {
    fs::symlink_metadata(path).map(|file| (file.dev(), file.ino()))
}
