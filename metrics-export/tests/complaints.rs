//! What nobody waits for is told on the standard error, and goes on where nobody reads that.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

use metrics_export::pushgateway::Pushgateway;
use metrics_export::textfile::TextfileWriter;

const ROLE: &str = "FOLDER_OF_PROGRAM";

/// A program whose standard error is a pipe that nobody reads any more.
#[test]
fn who_complains_to_nobody_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let mut program = Command::new(env::current_exe().unwrap())
        .args(["--exact", "program", "--nocapture"])
        .env(ROLE, folder.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    drop(program.stderr.take());
    // The program begins when there is nothing to read any more.
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}

/// The program of the test above; as a test, nothing.
#[test]
fn program() {
    let Some(folder) = env::var_os(ROLE) else { return };
    assert_eq!(io::read_to_string(io::stdin()).unwrap(), "");
    write_where_no_folder_is(&Path::new(&folder).join("gone"));
    // Nothing listens there.
    drop(Pushgateway::builder("http://127.0.0.1:1", "job").build().unwrap().push_on_exit());
}

fn write_where_no_folder_is(folder: &Path) {
    let path = folder.join("job.prom");
    fs::create_dir(folder).unwrap();
    let writer = TextfileWriter::new(&path).interval(Duration::from_millis(5)).start().unwrap();
    fs::remove_dir_all(folder).unwrap();
    // Some writings, all of which fail.
    thread::sleep(Duration::from_millis(100));
    fs::create_dir(folder).unwrap();
    let begun = Instant::now();
    while !path.exists() {
        assert!(begun.elapsed() < Duration::from_secs(30), "no file is written any more");
        thread::sleep(Duration::from_millis(5));
    }
    writer.stop().unwrap();
}
