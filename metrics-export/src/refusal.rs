//! What a connection is told for which there is no room.

use std::io;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::listener::Connection;

const ANSWER: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n\
                        content-length: 32\r\nconnection: close\r\n\r\nToo many scrapes are under way.\n";
/// Refusals at once; beyond these, connections are closed without a word.
const REFUSALS: usize = 64;
/// How long a client has to read its refusal.
const PATIENCE: Duration = Duration::from_secs(1);

/// The connections that are being refused.
#[derive(Default)]
pub(crate) struct Refusals(JoinSet<()>);

impl Refusals {
    pub(crate) fn refuse(&mut self, connection: Connection) {
        while self.0.try_join_next().is_some() {}
        if self.0.len() < REFUSALS {
            self.0.spawn(async move {
                let _ = match connection {
                    Connection::Tcp(stream) => timeout(PATIENCE, refuse(stream)).await,
                    #[cfg(unix)]
                    Connection::Unix(stream) => timeout(PATIENCE, refuse(stream)).await,
                };
            });
        }
    }
}

async fn refuse(mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
    stream.write_all(ANSWER).await?;
    stream.shutdown().await?;
    // Closing a connection on which there is something to read resets it, and what is on its way back is lost.
    while stream.read(&mut [0; 1024]).await? > 0 {}
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_length_is_right() {
        let answer = std::str::from_utf8(ANSWER).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("\r\ncontent-length: {}\r\n", body.len())), "{}", body.len());
    }
}
