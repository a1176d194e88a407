//! Bytes that are nearly what somebody expects, always the same ones for a seed.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// Marsaglia's xorshift: all that a mutation needs of chance.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        // Neighbouring seeds are to have nothing in common; and it must not be 0.
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % limit.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// Requests that are answered.
pub const REQUESTS: &[&[u8]] = &[
    b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /metrics?name[]=probe_answer HTTP/1.0\r\n\r\n",
    b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nUser-Agent: Prometheus/3.5.0\r\n\
      Accept: application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2\r\n\
      Accept-Encoding: gzip\r\nX-Prometheus-Scrape-Timeout-Seconds: 10\r\n\r\n",
    b"POST /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello",
    b"PUT / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    // HTTP/2: settings, a request with a header of its own, a ping, the end of the stream.
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0\
      \0\0\x14\x01\x05\0\0\0\x01\x82\x86\x04\x08/metrics\x41\x01a\x40\x01x\x01y\
      \0\0\x08\x06\0\0\0\0\0pingping\0\0\x04\x03\0\0\0\0\x01\0\0\0\x08",
];

/// What parsers stumble over.
const MORSELS: &[&[u8]] = &[
    b"\r\n",
    b"\n",
    b"\r",
    b"\0",
    b" ",
    b"\t",
    b":",
    b"\xff",
    b"\r\n\r\n",
    b"GET /metrics HTTP/1.1\r\n",
    b"Host: \r\n",
    b"Content-Length: 18446744073709551616\r\n",
    b"Content-Length: -1\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"Transfer-Encoding: chunked, identity\r\n",
    b"Expect: 100-continue\r\n",
    b"Connection: upgrade\r\nUpgrade: h2c\r\n",
    b"Accept: ;;;q=,\r\n",
    b"Accept-Encoding: gzip;q=1e400\r\n",
    b"Authorization: Basic \xc3\xa9=\r\n",
    b"X-Prometheus-Scrape-Timeout-Seconds: 1e-320\r\n",
    b"?name[]=&name%5B%5D=%",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\0\0\0\x04\0\0\0\0\0",
    b"\0\0\x04\x03\0\0\0\0\x01\0\0\0\x08",
    b"\0\0\x04\x08\0\0\0\0\0\x7f\xff\xff\xff",
    b"\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    b"\x16\x03\x01",
];

/// One to eight changes to one of these seeds.
pub fn mutated(seeds: &[&[u8]], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = chance.pick(seeds).to_vec();
    for _ in 0..=chance.below(8) {
        mutate(&mut bytes, seeds, chance);
    }
    bytes
}

fn mutate(bytes: &mut Vec<u8>, seeds: &[&[u8]], chance: &mut Chance) {
    let (at, end) = (chance.below(bytes.len() + 1), chance.below(bytes.len() + 1));
    let (from, to) = (at.min(end), at.max(end));
    match chance.below(8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 if at < bytes.len() => bytes[at] = u8::try_from(chance.below(256)).unwrap_or(0),
        2 => drop(bytes.drain(from..to.min(from + 16))),
        3 => bytes.truncate(at),
        4 => drop(bytes.splice(at..at, chance.pick(MORSELS).iter().copied())),
        5 => bytes.extend_from_within(from..to),
        6 => bytes.extend_from_slice(chance.pick(seeds)),
        _ => {
            let morsel = chance.pick(MORSELS).repeat(chance.below(2_000));
            drop(bytes.splice(at..at, morsel));
        }
    }
}

/// How many requests to try.
pub fn attempts(short: usize) -> usize {
    std::env::var("ATTACK_REQUESTS").map_or(short, |number| number.parse().unwrap())
}

/// What comes back for these bytes, until the server ends the connection: which it does, at the latest when the client
/// has nothing more to say.
pub fn answer_to(socket: &Path, bytes: &[u8], patience: Duration) -> Vec<u8> {
    let mut stream = UnixStream::connect(socket).unwrap();
    // It may be gone before all is written.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    for patience in [patience, Duration::from_secs(30)] {
        stream.set_read_timeout(Some(patience)).unwrap();
        match stream.read_to_end(&mut answer) {
            Ok(_) => break,
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => break,
            Err(error) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock, "{}", bytes.escape_ascii()),
        }
        assert!(patience < Duration::from_secs(30), "still open: {}", bytes.escape_ascii());
        let _ = stream.shutdown(Shutdown::Write);
    }
    answer
}
