//! An endpoint for a registry of one's own leaves the global one alone.

mod support;

use std::env;
use std::process::Command;

use metrics_core::{Counter, Metrics};
use metrics_export::Exporter;
use support::{Client, registry};

#[derive(Metrics)]
struct Clash {
    /// Somebody else's name, too.
    clashes: Counter,
}

// Two of a name, so that collecting the global registry is heard of.
#[metrics_core::register]
static ONE: Clash = Clash::new();
#[metrics_core::register]
static OTHER: Clash = Clash::new();

const ROLE: &str = "ENDPOINT_OF";
const COMPLAINT: &str = "is not exposed";

/// What a program with this endpoint says on its standard error.
fn complaints(endpoint_of: &str) -> String {
    let output = Command::new(env::current_exe().unwrap())
        .args(["--exact", "program", "--nocapture"])
        .env(ROLE, endpoint_of)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

/// The program of [`complaints`]; as a test, nothing.
#[test]
fn program() {
    let exporter = match env::var(ROLE).as_deref() {
        Ok("mine") => Exporter::new().registry(registry(|| 42.0)),
        Ok("global") => Exporter::new(),
        _ => return,
    };
    let server = exporter.serve("127.0.0.1:0").unwrap();
    assert_eq!(Client::connect(server.local_addr()).request("GET", "/metrics", &[]).status, 200);
    server.shutdown();
}

#[test]
fn nothing_is_collected_that_is_not_served() {
    let said = complaints("mine");
    assert!(!said.contains(COMPLAINT), "{said}");
    // So that the above means something.
    let said = complaints("global");
    assert!(said.contains(COMPLAINT), "{said}");
}
