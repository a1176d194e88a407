//! What nobody may do to a program by way of its endpoint: end it, fill its memory, take its file descriptors, or slow
//! down what it counts.
//!
//! `ci/attack` runs more of it, by setting `ATTACK_REQUESTS`.

#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::{Counter, Metrics};
use metrics_export::Exporter;
use support::authority::Folder;
use support::mutations::{Chance, REQUESTS, mutated};
use support::{Client, long_registry, registry};

/// What a scraper waits for, by default.
const SCRAPE_TIMEOUT: Duration = Duration::from_secs(10);

#[cfg(feature = "tls")]
#[test]
fn mutated_handshakes() {
    use metrics_export::Tls;
    use rustls::{ClientConnection, version};
    use support::authority::Authority;
    use support::mutations::{answer_to, attempts};
    use support::secure::Caller;

    let (folder, authority) = (Folder::new(), Authority::new("ours"));
    let (socket, identity) = (folder.path().join("metrics.sock"), authority.server());
    let tls = Tls::from_pem(identity.certificate, identity.key).client_ca_pem(authority.certificate.as_str());
    let server = Exporter::new().registry(registry(|| 42.0)).tls(tls).serve_unix(socket.clone()).unwrap();
    let hello = |version| {
        let caller = Caller { versions: vec![version], ..Caller::new(&authority.certificate) };
        let mut bytes = Vec::new();
        let name = "localhost".try_into().unwrap();
        ClientConnection::new(caller.config().into(), name).unwrap().write_tls(&mut bytes).unwrap();
        bytes
    };
    let (old, new) = (hello(&version::TLS12), hello(&version::TLS13));
    thread::scope(|scope| {
        for seed in 1..5 {
            let (old, new, socket) = (&old, &new, &socket);
            scope.spawn(move || {
                let mut chance = Chance::new(seed);
                for _ in 0..attempts(20_000) / 16 {
                    let bytes = mutated(&[old, new], &mut chance);
                    let answer = answer_to(socket, &bytes, Duration::from_millis(1));
                    assert!(!answer.starts_with(b"HTTP"), "{}", bytes.escape_ascii());
                }
            });
        }
    });
    let client = authority.client(&[]);
    let caller = Caller::new(&authority.certificate).with(&client);
    let mut client = caller.over(UnixStream::connect(&socket).unwrap());
    assert!(client.reply_to_scrape().contains("probe_answer 42"));
    server.shutdown();
}

#[test]
fn two_hundred_scrapes_and_five_hundred_who_say_nothing() {
    let server = Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap();
    let address = server.local_addr();
    let loris: Vec<_> = (0..500)
        .map(|number| {
            let mut client = Client::connect(address);
            client.write(&"GET /metrics HTTP/1.1\r\n"[..number % 20]);
            client
        })
        .collect();
    // Those for whom there is no room are told so, or find the connection closed.
    let scrape = || {
        let mut client = Client::connect(address);
        let sent = client.try_send("GET", "/metrics", &[]);
        let status = sent.and_then(|()| client.reply("GET")).map_or(0, |reply| reply.status);
        assert!([0, 200, 503].contains(&status), "{status}");
        status == 200
    };
    let answered = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..200 {
            scope.spawn(|| answered.fetch_add(usize::from(scrape()), Relaxed));
        }
        // One more than there is room for may be refused as well, and is served when it asks again.
        let begin = Instant::now();
        while !scrape() {
            assert!(begin.elapsed() < SCRAPE_TIMEOUT, "refused for {:?}", begin.elapsed());
        }
        assert!(begin.elapsed() < SCRAPE_TIMEOUT, "{:?}", begin.elapsed());
        println!("one more was served after {:?}", begin.elapsed());
    });
    println!("{} of 200 were served", answered.load(Relaxed));
    assert!(answered.load(Relaxed) >= 64);
    drop(loris);
    server.shutdown();
}

#[test]
fn requests_that_do_not_wait_for_answers() {
    let server = Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap();
    let mut client = Client::connect(server.local_addr());
    let requests = 500;
    client.write(&"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(requests));
    for _ in 0..requests {
        assert!(client.reply("GET").unwrap().text().contains("probe_answer 42"));
    }
    server.shutdown();
}

#[derive(Metrics)]
#[metrics(prefix = "attack")]
struct AttackMetrics {
    /// What goes on meanwhile.
    events: Counter,
}

/// How long a thousand increments take at best: that somebody else has the processor does not count.
fn best_time(events: &Counter) -> Duration {
    let time = |_| {
        let begin = Instant::now();
        (0..1_000).for_each(|_| std::hint::black_box(events).inc());
        begin.elapsed()
    };
    (0..2_000).map(time).min().unwrap()
}

#[test]
fn what_is_counted_is_counted_as_fast() {
    static ATTACKED: AttackMetrics = AttackMetrics::new();
    let folder = Folder::new();
    let socket = folder.path().join("metrics.sock");
    let server = Exporter::new().registry(long_registry(1 << 20)).serve_unix(socket.clone()).unwrap();
    let quiet = best_time(&ATTACKED.events);
    let over = AtomicBool::new(false);
    let attacked = thread::scope(|scope| {
        for seed in 1..3 {
            let (socket, over) = (&socket, &over);
            scope.spawn(move || {
                let (mut chance, mut unread) = (Chance::new(seed), Vec::new());
                while !over.load(Relaxed) {
                    let mut stream = UnixStream::connect(socket).unwrap();
                    let _ = stream.write_all(&mutated(REQUESTS, &mut chance));
                    unread.push(stream);
                    unread.drain(..unread.len().saturating_sub(100));
                }
            });
        }
        thread::sleep(Duration::from_millis(200));
        let attacked = best_time(&ATTACKED.events);
        over.store(true, Relaxed);
        attacked
    });
    println!("1,000 increments: {quiet:?} in peace, {attacked:?} under attack");
    assert!(attacked < quiet * 3, "{quiet:?} became {attacked:?}");
    server.shutdown();
}

/// A program that serves with few file descriptors.
struct Poor {
    program: Child,
    address: SocketAddr,
}

const ROLE: &str = "ATTACK_VICTIM";

impl Poor {
    fn new(descriptors: usize) -> Self {
        let limited = format!("ulimit -n {descriptors} && exec \"$0\" --exact victim --nocapture");
        let mut program = Command::new("sh")
            .args(["-c", &limited])
            .arg(std::env::current_exe().unwrap())
            .env(ROLE, "yes")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(program.stdout.take().unwrap()).lines();
        let mut addresses =
            lines.map_while(Result::ok).filter_map(|line| line.split_once("serving at ")?.1.parse().ok());
        let address = addresses.next().unwrap();
        Self { program, address }
    }

    /// What it has used of the processor.
    fn time(&self) -> Duration {
        let path = PathBuf::from(format!("/proc/{}/stat", self.program.id()));
        let stat = fs::read_to_string(path).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        Duration::from_millis(ticks * 10)
    }
}

impl Drop for Poor {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The program of [`Poor`]; as a test, nothing.
#[test]
fn victim() {
    if std::env::var(ROLE).is_ok() {
        let server = Exporter::new().registry(registry(|| 42.0)).serve("127.0.0.1:0").unwrap();
        println!("serving at {}", server.local_addr());
        // Until nobody listens any more.
        let _ = io::stdin().read(&mut [0]);
        server.shutdown();
    }
}

#[test]
fn a_program_that_is_out_of_file_descriptors() {
    let mut victim = Poor::new(32);
    let silent: Vec<_> = (0..100).map(|_| TcpStream::connect(victim.address).unwrap()).collect();
    let begin = Instant::now();
    assert_eq!(Client::connect(victim.address).request("GET", "/metrics", &[]).status, 200);
    assert!(begin.elapsed() < SCRAPE_TIMEOUT, "{:?}", begin.elapsed());

    let (before, begin) = (victim.time(), Instant::now());
    thread::sleep(Duration::from_secs(1));
    let (busy, elapsed) = (victim.time().saturating_sub(before), begin.elapsed());
    assert!(busy < elapsed / 2, "{busy:?} of {elapsed:?} went into waiting");
    assert!(victim.program.try_wait().unwrap().is_none(), "it is gone");

    drop(silent);
    assert_eq!(Client::connect(victim.address).request("GET", "/metrics", &[]).status, 200);
}
