//! A registry to serve, and a client that speaks HTTP/1.1 by hand, so that nothing is prettied up on the way.

#![allow(dead_code, unreachable_pub, reason = "no test uses all of it")]

pub mod authority;
#[cfg(feature = "http")]
pub mod http2;
#[cfg(target_os = "linux")]
pub mod mutations;
pub mod receiver;
#[cfg(feature = "tls")]
pub mod secure;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use metrics_core::{GaugeFn, Metrics, Registry};

#[derive(Metrics)]
#[metrics(prefix = "probe")]
struct Probe {
    /// The answer.
    answer: GaugeFn,
}

/// A registry with one gauge, `probe_answer`, which asks this function.
pub fn registry(answer: impl Fn() -> f64 + Send + Sync + 'static) -> Arc<Registry> {
    let probe = Arc::new(Probe::new());
    probe.answer.read_from(answer);
    let registry = Registry::new();
    registry.register(probe).unwrap();
    Arc::new(registry)
}

/// A registry with one line of this length, more than the buffers between two sockets take.
pub fn long_registry(length: usize) -> Arc<Registry> {
    let probe = Arc::new(Probe::new());
    probe.answer.read_from(|| 42.0);
    let registry = Registry::builder().label("padding", "x".repeat(length)).build().unwrap();
    registry.register(probe).unwrap();
    Arc::new(registry)
}

/// A connection.
pub struct Client<S = TcpStream>(BufReader<S>);

impl Client {
    pub fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        Self::over(stream)
    }

    /// Says that nothing more will come, as `nc -N` does after its input.
    pub fn end(&self) {
        self.0.get_ref().shutdown(Shutdown::Write).unwrap();
    }

    pub fn set_patience(&self, patience: Duration) {
        self.0.get_ref().set_read_timeout(Some(patience)).unwrap();
    }
}

impl<S: Read + Write> Client<S> {
    pub fn over(stream: S) -> Self {
        Self(BufReader::new(stream))
    }

    /// Sends a request with these lines after the first, and reads the answer.
    pub fn request(&mut self, method: &str, target: &str, headers: &[&str]) -> Reply {
        self.send(method, target, headers);
        self.reply(method).unwrap()
    }

    pub fn send(&mut self, method: &str, target: &str, headers: &[&str]) {
        self.try_send(method, target, headers).unwrap();
    }

    pub fn try_send(&mut self, method: &str, target: &str, headers: &[&str]) -> io::Result<()> {
        let headers: String = headers.iter().flat_map(|line| [line, "\r\n"]).collect();
        let head = format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        self.0.get_mut().write_all(head.as_bytes())
    }

    pub fn write(&mut self, bytes: &str) {
        self.0.get_mut().write_all(bytes.as_bytes()).unwrap();
    }

    /// The next answer, which says how long it is.
    pub fn reply(&mut self, method: &str) -> io::Result<Reply> {
        let status_line = self.line()?;
        let status = status_line.split(' ').nth(1).and_then(|code| code.parse().ok());
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
        let mut reply = Reply { status: status.unwrap_or(0), headers, body: Vec::new() };
        if method != "HEAD" {
            reply.body.resize(reply.header("content-length").map_or(0, |length| length.parse().unwrap()), 0);
            self.0.read_exact(&mut reply.body)?;
        }
        Ok(reply)
    }

    /// What a scrape in the text format gets.
    pub fn reply_to_scrape(&mut self) -> String {
        let reply = self.request("GET", "/metrics", &[]);
        assert_eq!(reply.status, 200);
        reply.text().to_owned()
    }

    /// Reads so many bytes, and says how many came before the end of the connection.
    pub fn skip(&mut self, bytes: usize) -> usize {
        let (mut left, mut buffer) = (bytes, vec![0; 64 * 1024]);
        while left > 0 {
            let part = left.min(buffer.len());
            match self.0.read(&mut buffer[..part]) {
                Ok(read) if read > 0 => left -= read,
                _ => break,
            }
        }
        bytes - left
    }

    /// Whether the server has ended the connection and sent nothing more.
    pub fn is_ended(&mut self) -> bool {
        self.0.read(&mut [0]).is_ok_and(|read| read == 0)
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.0.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    /// The value of a header, which must not be there twice.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values =
            self.headers.iter().filter(|(this, _)| this == name).map(|(_, value)| value.as_str());
        let value = values.next();
        assert_eq!(values.next(), None, "{name} is sent twice");
        value
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}
