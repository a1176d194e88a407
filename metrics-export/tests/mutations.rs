//! Requests by the ten thousand that are nearly right: each is answered or its connection closed, and afterwards all is as
//! it was.
//!
//! Alone in its program, which it measures. `ci/attack` runs a million of them, by setting `ATTACK_REQUESTS`.

#![cfg(target_os = "linux")]

mod support;

use std::fs;
use std::io::Write;
use std::ops::Range;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, Instant};

use metrics_export::Exporter;
use support::authority::Folder;
use support::mutations::{Chance, REQUESTS, answer_to, attempts, mutated};
use support::{Client, registry};

/// Clients at once.
const CLIENTS: usize = 16;

/// What a process has in memory, in MiB, and how many file descriptors.
fn footprint() -> (usize, usize) {
    let pages: usize =
        fs::read_to_string("/proc/self/statm").unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    (pages * 4 / 1024, fs::read_dir("/proc/self/fd").unwrap().count())
}

/// Whether this is how HTTP/1, HTTP/2 or TLS answer, if there is an answer at all; and not that something broke.
fn is_sound(answer: &[u8]) -> bool {
    let is_http_2 = answer.get(3) == Some(&4);
    let is_alert = answer.first() == Some(&0x15);
    let is_http_1 = answer.starts_with(b"HTTP/1.") && !answer.starts_with(b"HTTP/1.1 500");
    answer.is_empty() || is_http_1 || is_http_2 || is_alert
}

/// Sends so many requests over a Unix socket, where no ports run out, and asserts that all is as it was afterwards.
fn bombard(socket: &Path, seeds: &[&[u8]], requests: usize) {
    let answers = AtomicUsize::new(0);
    let volley = |seed: u64, requests: usize| {
        let mut chance = Chance::new(seed);
        for number in 0..requests {
            let bytes = mutated(seeds, &mut chance);
            if number % 10 == 0 {
                // Gone before there can be an answer.
                let _ = UnixStream::connect(socket).unwrap().write_all(&bytes);
                continue;
            }
            let answer = answer_to(socket, &bytes, Duration::from_millis(1));
            assert!(is_sound(&answer), "{}\n{}", bytes.escape_ascii(), answer.escape_ascii());
            answers.fetch_add(usize::from(!answer.is_empty()), Relaxed);
        }
    };
    let barrage = |seeds: Range<u64>, requests: usize| {
        thread::scope(|scope| {
            for seed in seeds {
                let volley = &volley;
                scope.spawn(move || volley(seed, requests / CLIENTS));
            }
        });
    };
    // Buffers and threads come first; what matters is what comes with more of the same.
    barrage(1..17, requests / 5);
    let (memory, descriptors) = footprint();
    barrage(17..33, requests);
    assert!(answers.load(Relaxed) > requests / 10, "{} of {requests} were answered", answers.load(Relaxed));
    let mut scraper = Client::over(UnixStream::connect(socket).unwrap());
    assert!(scraper.reply_to_scrape().contains("probe_answer 42"));
    drop(scraper);
    let patience = Instant::now() + Duration::from_secs(5);
    while footprint().1 > descriptors && Instant::now() < patience {
        thread::sleep(Duration::from_millis(20));
    }
    let (memory_after, descriptors_after) = footprint();
    println!(
        "{requests} requests: {memory} to {memory_after} MiB, {descriptors} to {descriptors_after} descriptors"
    );
    assert!(descriptors_after <= descriptors, "{descriptors} file descriptors became {descriptors_after}");
    // A sanitizer keeps what was freed.
    let is_sanitized = std::env::var_os("SANITIZED").is_some();
    assert!(memory_after <= memory + 16 || is_sanitized, "{memory} MiB became {memory_after}");
}

#[test]
fn mutated_requests() {
    let folder = Folder::new();
    let socket = folder.path().join("metrics.sock");
    let server = Exporter::new().registry(registry(|| 42.0)).serve_unix(socket.clone()).unwrap();
    for seed in REQUESTS {
        assert!(!answer_to(&socket, seed, Duration::from_secs(5)).is_empty(), "{}", seed.escape_ascii());
    }
    bombard(&socket, REQUESTS, attempts(20_000));
    server.shutdown();
}
