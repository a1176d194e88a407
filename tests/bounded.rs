//! Labels whose values come from outside: whatever comes, there are as many series as the type says, and no more memory.
#![cfg(target_os = "linux")]

mod child;

use std::thread;

use metrics_core::label::Bounded;
use metrics_core::{Counter, Format, Label, Metrics, Registry};

const TENANTS: usize = 16;
const THREADS: usize = 8;
const STRINGS: usize = 1_000_000;

#[derive(Clone, Copy, Label)]
struct Tenant(Bounded<TENANTS>);

#[derive(Metrics)]
struct Served {
    /// Requests served.
    requests: Counter<Tenant>,
}

#[metrics_core::register]
static SERVED: Served = Served::new();

/// `(tenant, requests)`, as exposed.
fn exposed() -> Vec<(String, usize)> {
    let text = Registry::global().to_text(Format::Text);
    let samples = text.lines().filter_map(|line| line.strip_prefix("requests_total{tenant=\""));
    let parts = samples.map(|sample| sample.split_once("\"} ").unwrap());
    parts.map(|(tenant, requests)| (tenant.to_owned(), requests.parse().unwrap())).collect()
}

/// Eight threads, each of which begins somewhere else, count each of the strings once.
fn count_each_once(strings: usize) {
    thread::scope(|scope| {
        for number in 0..THREADS {
            scope.spawn(move || {
                let share = (0..strings).skip(number).step_by(THREADS);
                share.for_each(|string| SERVED.requests.with(tenant(string)).inc());
            });
        }
    });
}

/// Some of them are very long, most are short.
fn tenant(string: usize) -> Tenant {
    let padding = if string % 10_000 == 9_999 { 100_000 } else { 0 };
    Tenant::from(format!("tenant {string}{}", " ".repeat(padding)).as_str())
}

#[test]
fn a_million_strings_are_sixteen_series_and_other() {
    if !child::is_child() {
        child::succeeds("a_million_strings_are_sixteen_series_and_other");
        return;
    }
    count_each_once(STRINGS / 100);
    let (before, first) = (resident_pages(), exposed());
    count_each_once(STRINGS);
    let grown = resident_pages() - before;
    let seen = exposed();

    assert_eq!((first.len(), seen.len()), (TENANTS + 1, TENANTS + 1));
    for ((tenant, once), (same, twice)) in first.iter().zip(&seen) {
        let (one_pass, two_passes) = match tenant.as_str() {
            "other" => (STRINGS / 100 - TENANTS, STRINGS / 100 + STRINGS - 2 * TENANTS),
            named => {
                let number: usize = named.strip_prefix("tenant ").unwrap().parse().unwrap();
                assert!(number < STRINGS / 100 && number % 10_000 != 9_999, "{named}");
                (1, 2)
            }
        };
        assert_eq!((tenant, *once, *twice), (same, one_pass, two_passes));
    }
    // A sanitizer keeps what was freed.
    assert!(
        grown < 512 || std::env::var_os("SANITIZED").is_some(),
        "{grown} pages more after a million strings"
    );
}

/// The resident memory of this process, in pages.
fn resident_pages() -> i64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap();
    statm.split(' ').nth(1).unwrap().parse().unwrap()
}
