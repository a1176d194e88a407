//! A server that keeps what it is sent, and reacts as it is told: also as no server should.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What came.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// What is done about it.
pub enum Reaction {
    /// An answer: status, headers, body.
    Answer(u16, &'static [(&'static str, &'static str)], Vec<u8>),
    /// These bytes, and the end of the connection.
    Raw(&'static [u8]),
    /// Nothing, for as long as the client waits.
    Silence,
}

impl Reaction {
    pub fn status(status: u16, body: &str) -> Self {
        Self::Answer(status, &[], body.as_bytes().to_vec())
    }
}

/// The server; it accepts no more connections once it is dropped.
pub struct Receiver {
    pub address: SocketAddr,
    received: Arc<Mutex<Vec<Received>>>,
    ended: Arc<Mutex<bool>>,
}

type React = dyn Fn(&Received) -> Reaction + Send + Sync;

impl Receiver {
    pub fn start(react: impl Fn(&Received) -> Reaction + Send + Sync + 'static) -> Self {
        Self::start_at(TcpListener::bind("127.0.0.1:0").unwrap(), react)
    }

    pub fn start_at(
        listener: TcpListener,
        react: impl Fn(&Received) -> Reaction + Send + Sync + 'static,
    ) -> Self {
        let address = listener.local_addr().unwrap();
        let (received, ended) = (Arc::default(), Arc::new(Mutex::new(false)));
        let (keep, end, react) = (Arc::clone(&received), Arc::clone(&ended), Arc::new(react));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if *end.lock().unwrap() {
                    break;
                }
                let (keep, react) = (Arc::clone(&keep), Arc::clone(&react));
                thread::spawn(move || serve(stream.unwrap(), &keep, &*react));
            }
        });
        Self { address, received, ended }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        *self.ended.lock().unwrap() = true;
        let _ = TcpStream::connect(self.address);
    }
}

impl Received {
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

fn serve(stream: TcpStream, keep: &Mutex<Vec<Received>>, react: &React) {
    let mut stream = BufReader::new(stream);
    while let Some(request) = request(&mut stream) {
        let reaction = react(&request);
        keep.lock().unwrap().push(request);
        match reaction {
            Reaction::Answer(status, headers, body) => {
                let headers: String =
                    headers.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
                let head =
                    format!("HTTP/1.1 {status} Said\r\n{headers}content-length: {}\r\n\r\n", body.len());
                let _ = stream.get_mut().write_all(&[head.as_bytes(), &body].concat());
            }
            Reaction::Raw(bytes) => {
                let _ = stream.get_mut().write_all(bytes);
                return;
            }
            Reaction::Silence => {
                let _ = stream.read(&mut [0]);
                return;
            }
        }
    }
}

fn request(stream: &mut BufReader<TcpStream>) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line.trim_end().is_empty() {
            break;
        }
        lines.push(line.trim_end().to_owned());
    }
    let mut first = lines.first()?.split(' ').map(str::to_owned);
    let headers = lines[1..].iter().filter_map(|line| line.split_once(": "));
    let headers: Vec<_> =
        headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let mut received = Received { method: first.next()?, path: first.next()?, headers, body: Vec::new() };
    let length = received.header("content-length").map_or(0, |length| length.parse().unwrap());
    received.body.resize(length, 0);
    stream.read_exact(&mut received.body).ok()?;
    Some(received)
}
