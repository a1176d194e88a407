//! What is exposed, against `ps` and against `/proc` read by hand.

#![cfg(target_os = "linux")]

use std::fs::{self, File};
use std::hint::black_box;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use metrics_core::{Failure, Format, Registry, Snapshot};
use metrics_process::Process;

fn snapshot() -> Snapshot {
    let registry = Registry::new();
    metrics_process::register(&registry).unwrap();
    registry.snapshot()
}

fn value(snapshot: &Snapshot, name: &str) -> f64 {
    snapshot.value(name, &[]).unwrap_or_else(|| panic!("no {name}"))
}

/// What `ps` says about a process.
fn ps(pid: u32, column: &str) -> String {
    let ps = Command::new("ps").args(["-o", &format!("{column}="), "-p", &pid.to_string()]).output().unwrap();
    String::from_utf8(ps.stdout).unwrap().trim().to_owned()
}

fn is_near(value: f64, other: f64) -> bool {
    (value - other).abs() <= other / 20.0
}

#[test]
fn names_and_types_are_those_of_the_official_clients() {
    let registry = Registry::new();
    metrics_process::register(&registry).unwrap();
    let text = registry.to_text(Format::Text);
    let types: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("# TYPE ")).collect();
    let expected = [
        "process_cpu_seconds_total counter",
        "process_resident_memory_bytes gauge",
        "process_virtual_memory_bytes gauge",
        "process_virtual_memory_max_bytes gauge",
        "process_open_fds gauge",
        "process_max_fds gauge",
        "process_start_time_seconds gauge",
        "process_threads gauge",
        "process_network_receive_bytes_total counter",
        "process_network_transmit_bytes_total counter",
    ];
    assert_eq!(types, expected);
    assert_eq!(text.lines().count(), 3 * expected.len(), "one value each: {text}");
}

#[test]
fn memory_is_what_ps_says() {
    let held = black_box(vec![1_u8; 64 << 20]);
    let kib = |column| ps(std::process::id(), column).parse::<f64>().unwrap() * 1024.0;
    // Other tests begin and end between the one look and the other.
    let same = (0..100).any(|_| {
        let snapshot = snapshot();
        let resident = value(&snapshot, "process_resident_memory_bytes");
        assert!(resident > held.len() as f64, "{resident}");
        is_near(resident, kib("rss")) && is_near(value(&snapshot, "process_virtual_memory_bytes"), kib("vsz"))
    });
    assert!(same, "{:?}, but ps says {} and {}", snapshot(), kib("rss"), kib("vsz"));
}

#[test]
fn cpu_time_is_what_was_spent() {
    let before = snapshot();
    let start = Instant::now();
    while snapshot().since(&before).value("process_cpu_seconds_total", &[]).unwrap() < 0.1 {
        black_box((0..100_000).sum::<u64>());
        assert!(start.elapsed() < Duration::from_secs(60), "the time does not pass");
    }
    let times = fs::read_to_string("/proc/self/schedstat").unwrap();
    let main_thread = times.split(' ').next().unwrap().parse::<f64>().unwrap() / 1e9;
    assert!(value(&snapshot(), "process_cpu_seconds_total") + 0.05 >= main_thread);
}

#[test]
fn start_is_what_ps_says() {
    let elapsed: f64 = ps(std::process::id(), "etimes").parse().unwrap();
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    let start = value(&snapshot(), "process_start_time_seconds");
    assert!((now - start - elapsed).abs() < 3.0, "{start} is not {elapsed} s before {now}");
}

/// In one test, because others open files and start threads as well.
#[test]
fn files_and_threads_of_another_process_are_counted() {
    let mut child = Command::new("sleep").arg("60").spawn().unwrap();
    let files: Vec<_> = (0..3).map(|_| File::open("/dev/null").unwrap()).collect();
    let registry = Registry::new();
    registry.register_collector("sleep", Process::of(child.id())).unwrap();
    // Until it has become `sleep`, which has one thread and the files that a command has.
    let same = (0..500).any(|_| {
        thread::sleep(Duration::from_millis(10));
        let listed = fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap().count() as f64;
        let snapshot = registry.snapshot();
        listed == value(&snapshot, "process_open_fds")
            && value(&snapshot, "process_threads").to_string() == ps(child.id(), "nlwp")
    });
    assert!(same, "{:?}", registry.snapshot());
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(registry.to_text(Format::Text), "", "it has ended");
    assert_eq!(registry.collectors()[0].failures[&Failure::Error], 1);
    drop(files);
}

#[test]
fn own_files_are_counted_without_the_one_that_counts() {
    // Other tests open files, too: one moment without them is enough.
    let same = (0..500).any(|_| {
        let listed = fs::read_dir("/proc/self/fd").unwrap().count() as f64 - 1.0;
        listed == value(&snapshot(), "process_open_fds")
    });
    assert!(same);
}

#[test]
fn limits_are_those_of_the_shell() {
    let limit = |flag: &str| {
        let shell = Command::new("sh").args(["-c", &format!("ulimit -S {flag}")]).output().unwrap();
        let text = String::from_utf8(shell.stdout).unwrap();
        text.trim().parse::<f64>().ok()
    };
    let snapshot = snapshot();
    let unlimited = u64::MAX as f64;
    assert_eq!(value(&snapshot, "process_max_fds"), limit("-n").unwrap_or(unlimited));
    let address_space = limit("-v").map_or(unlimited, |kib| kib * 1024.0);
    assert_eq!(value(&snapshot, "process_virtual_memory_max_bytes"), address_space);
}

#[test]
fn traffic_is_counted() {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    let before = snapshot();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut sender = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
    let (mut receiver, _) = listener.accept().unwrap();
    let writer = thread::spawn(move || sender.write_all(&vec![0; 1 << 20]).unwrap());
    receiver.read_exact(&mut vec![0; 1 << 20]).unwrap();
    writer.join().unwrap();
    let change = snapshot().since(&before);
    for name in ["process_network_receive_bytes_total", "process_network_transmit_bytes_total"] {
        assert!(value(&change, name) >= f64::from(1 << 20), "{name}");
    }
}
