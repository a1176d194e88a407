//! The file for the textfile collector: complete whenever it is read, whoever is killed.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use metrics_core::{Counter, Gauge, LabelSet, Metrics, Registry, label::StatusClass};
use metrics_export::textfile::{self, TextfileWriter};

#[derive(Clone, Copy, LabelSet)]
struct Way {
    first: StatusClass,
    second: StatusClass,
    third: StatusClass,
}

#[derive(Metrics)]
#[metrics(prefix = "job")]
struct Job {
    /// The number of this writing.
    begin: Gauge,
    /// Something between, to make the file longer than one page.
    between: Counter<Way>,
    /// The number of this writing again.
    end: Gauge,
}

impl Job {
    fn registered(number: f64) -> (Arc<Self>, Registry) {
        let (job, registry) = (Arc::new(Self::new()), Registry::new());
        registry.register(Arc::clone(&job)).unwrap();
        job.begin.set(number);
        job.end.set(number);
        (job, registry)
    }
}

/// The number of the writing, if the file is complete.
fn number(file: &str) -> Option<f64> {
    let lines: Vec<_> = file.split_inclusive('\n').collect();
    let begin = lines.get(2)?.strip_prefix("job_begin ")?.strip_suffix('\n')?;
    let end = lines.last()?.strip_prefix("job_end ")?.strip_suffix('\n')?;
    (begin == end && lines.len() > 200).then(|| begin.parse().ok()).flatten()
}

fn names(folder: &Path) -> HashSet<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_file_is_replaced_and_nothing_else_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    let (job, registry) = Job::registered(1.0);
    textfile::write(&registry, &path).unwrap();
    assert_eq!(number(&fs::read_to_string(&path).unwrap()), Some(1.0));
    job.begin.set(2.0);
    job.end.set(2.0);
    textfile::write(&registry, &path).unwrap();
    assert_eq!(number(&fs::read_to_string(&path).unwrap()), Some(2.0));
    assert_eq!(names(folder.path()), HashSet::from(["job.prom".to_owned()]));
}

#[cfg(unix)]
#[test]
fn everybody_may_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    textfile::write(&Job::registered(1.0).1, &path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o644);
}

#[test]
fn an_error_names_the_file_and_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Job::registered(1.0).1;
    let write = |path: &Path| textfile::write(&registry, path).unwrap_err().to_string();

    let wrong = folder.path().join("job.txt");
    assert_eq!(
        write(&wrong),
        format!("`{}` is no place for metrics: node_exporter reads files named `*.prom`", wrong.display())
    );
    let nowhere = folder.path().join("missing/job.prom");
    assert!(
        write(&nowhere).starts_with(&format!("metrics could not be written to `{}`: ", nowhere.display())),
        "{}",
        write(&nowhere)
    );
    // A folder cannot be replaced by a file.
    let taken = folder.path().join("taken.prom");
    fs::create_dir(&taken).unwrap();
    assert!(write(&taken).contains("taken.prom"));
    assert_eq!(names(folder.path()), HashSet::from(["taken.prom".to_owned()]), "it clears up after itself");
}

#[test]
fn a_link_in_place_of_the_temporary_file_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let victim = folder.path().join("victim");
    fs::write(&victim, "precious").unwrap();
    let temporary = folder.path().join(format!(".job.prom.{}.tmp", std::process::id()));
    #[cfg(unix)]
    std::os::unix::fs::symlink(&victim, &temporary).unwrap();
    #[cfg(not(unix))]
    fs::write(&temporary, "left").unwrap();
    textfile::write(&Job::registered(1.0).1, folder.path().join("job.prom")).unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
}

#[test]
fn threads_may_write_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    thread::scope(|scope| {
        for number in 0..4 {
            let path = &path;
            scope.spawn(move || {
                let registry = Job::registered(f64::from(number)).1;
                (0..20).for_each(|_| textfile::write(&registry, path).unwrap());
            });
        }
    });
    assert!(number(&fs::read_to_string(&path).unwrap()).is_some());
}

#[test]
fn a_writer_writes_now_and_again_and_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    let (job, registry) = Job::registered(1.0);
    let read = || number(&fs::read_to_string(&path).unwrap());
    let set = |number| (job.begin.set(number), job.end.set(number));

    let writer = TextfileWriter::new(&path).registry(Arc::new(registry)).interval(Duration::from_millis(20));
    let writer = writer.start().unwrap();
    assert_eq!(read(), Some(1.0), "it is there at once");
    set(2.0);
    let deadline = Instant::now() + Duration::from_secs(20);
    while read() != Some(2.0) {
        assert!(Instant::now() < deadline, "it is written again");
        thread::sleep(Duration::from_millis(1));
    }
    set(3.0);
    writer.stop().unwrap();
    assert_eq!(read(), Some(3.0));
}

#[test]
fn a_writer_that_is_dropped_writes_before_the_program_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    let (job, registry) = Job::registered(1.0);
    let writer = TextfileWriter::new(&path).registry(Arc::new(registry)).start().unwrap();
    job.begin.set(2.0);
    job.end.set(2.0);
    drop(writer);
    assert_eq!(number(&fs::read_to_string(&path).unwrap()), Some(2.0));
}

#[test]
fn a_drop_does_not_wait_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("on/job.prom");
    fs::create_dir(path.parent().unwrap()).unwrap();
    let writer = TextfileWriter::new(&path).registry(Arc::new(Registry::new()));
    // The last writing fails, and telling so takes for ever, as a disk might.
    let writer = writer.on_error(|_| thread::sleep(Duration::from_secs(3600))).start().unwrap();
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    let start = Instant::now();
    drop(writer);
    assert!((5..60).contains(&start.elapsed().as_secs()), "{:?}", start.elapsed());
}

#[test]
fn a_writer_tells_its_failures_and_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("on/job.prom");
    let failed = || {
        let labels = [("destination", "textfile"), ("result", "failed")];
        Registry::global().snapshot().sum("metrics_export_deliveries_total", &labels)
    };
    let writer = |registry| TextfileWriter::new(&path).registry(registry).interval(Duration::from_millis(10));
    assert!(writer(Arc::new(Registry::new())).start().unwrap_err().to_string().contains("on/job.prom"));

    fs::create_dir(path.parent().unwrap()).unwrap();
    let errors = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&errors);
    let writer = writer(Arc::new(Job::registered(1.0).1));
    let writer =
        writer.on_error(move |error| kept.lock().unwrap().push(error.path().to_owned())).start().unwrap();
    let before = failed();
    fs::remove_dir_all(path.parent().unwrap()).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while errors.lock().unwrap().len() < 2 {
        assert!(Instant::now() < deadline, "failures are told");
        thread::sleep(Duration::from_millis(1));
    }
    assert!(failed() >= before + 2.0, "failures are counted");
    assert_eq!(errors.lock().unwrap()[0], path);
    fs::create_dir(path.parent().unwrap()).unwrap();
    writer.stop().unwrap();
    assert_eq!(number(&fs::read_to_string(&path).unwrap()), Some(1.0));
}

/// The file that a child is to write, over and over.
const PLACE: &str = "TEXTFILE_PLACE";

/// What [`killed_while_it_writes`] starts and kills; on its own, it does nothing.
#[test]
fn endless_writer() {
    let Some(path) = env::var_os(PLACE) else { return };
    let (job, registry) = Job::registered(0.0);
    for round in 1_u32.. {
        job.begin.set(f64::from(round));
        job.end.set(f64::from(round));
        textfile::write(&registry, &path).unwrap();
    }
}

fn start_writer(path: &Path) -> Child {
    let writer = env::current_exe().unwrap();
    Command::new(writer)
        .args(["--exact", "endless_writer"])
        .env(PLACE, path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The process is killed at random moments, 60 times or as often as `TEXTFILE_KILLS` says; the file is read all the
/// time. `TEXTFILE_KEEP` says where to keep the last one.
#[test]
fn killed_while_it_writes() {
    let kills: usize = env::var("TEXTFILE_KILLS").map_or(60, |kills| kills.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("job.prom");
    textfile::write(&Job::registered(0.0).1, &path).unwrap();

    let (ended, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    let seen = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = HashSet::new();
            while !ended.load(Relaxed) {
                let file = fs::read_to_string(&path).unwrap();
                let number = number(&file).unwrap_or_else(|| panic!("not complete:\n{file}"));
                seen.insert(number.to_bits());
                reads.fetch_add(1, Relaxed);
            }
            seen.len()
        });
        let mut most_leftovers = 0;
        for round in 0..kills {
            let before = fs::metadata(&path).unwrap().modified().unwrap();
            let mut writer = start_writer(&path);
            let deadline = Instant::now() + Duration::from_secs(20);
            while fs::metadata(&path).unwrap().modified().unwrap() == before {
                assert!(Instant::now() < deadline && !reader.is_finished(), "the child writes");
                thread::sleep(Duration::from_micros(100));
            }
            // Spread over a writing or two, which take a millisecond.
            thread::sleep(Duration::from_micros(round as u64 * 7919 % 3000));
            writer.kill().unwrap();
            writer.wait().unwrap();
            most_leftovers = most_leftovers.max(names(folder.path()).len() - 1);
        }
        ended.store(true, Relaxed);
        assert!(most_leftovers <= 1, "{most_leftovers} temporary files are left");
        reader.join().unwrap()
    });
    println!("{kills} kills, {} reads, {seen} different files, all complete", reads.into_inner());
    assert!(seen > 1, "the reader saw it change");
    if let Some(keep) = env::var_os("TEXTFILE_KEEP").map(PathBuf::from) {
        fs::copy(&path, keep).unwrap();
    }
}
