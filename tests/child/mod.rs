//! Tests that need a process of their own run themselves again, as a child that knows what it is.

use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

const ROLE: &str = "TEST_IS_CHILD";

/// Whether this process is the child of a test.
pub(crate) fn is_child() -> bool {
    std::env::var_os(ROLE).is_some()
}

/// A command that runs the test of this name, alone, as a child.
pub(crate) fn child(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(ROLE, "1");
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How the child ended, and all that it said; it is killed, and the test fails, if that takes longer than a
/// minute, or ten under a sanitizer.
pub(crate) fn outcome(mut command: Command) -> (ExitStatus, String) {
    let mut child = command.spawn().unwrap();
    let (stdout, stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    // Both at once: a child that cannot write waits.
    let reading = [
        std::thread::spawn(move || std::io::read_to_string(stdout)),
        std::thread::spawn(move || std::io::read_to_string(stderr)),
    ];
    let begun = Instant::now();
    let minutes = if std::env::var_os("SANITIZED").is_some() { 10 } else { 1 };
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > Duration::from_secs(60 * minutes) {
            child.kill().unwrap();
            panic!("still running after {:?}", begun.elapsed());
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    (status, reading.map(|reading| reading.join().unwrap().unwrap()).concat())
}

/// Runs the test of this name as a child, which must succeed, and returns what it said.
pub(crate) fn succeeds(test: &str) -> String {
    let (status, said) = outcome(child(test));
    assert!(status.success(), "{status}: {said}");
    said
}
