//! A file that is written every now and then.

use std::ops::Deref;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use std::{fmt, io};

use metrics_core::Registry;

use super::{TextfileError, write};
use crate::complaint::complain;
use crate::exported::Exported;

/// Writes the metrics to a file every 15 seconds, and a last time when the [thread](TextfileThread) that does so is stopped
/// or dropped.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("worker.prom");
/// use metrics_export::textfile::TextfileWriter;
///
/// let writer = TextfileWriter::new(&path).start()?;
/// // … the program …
/// writer.stop()?;
/// # assert!(path.exists());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use = "nothing is written until `start` is called"]
pub struct TextfileWriter {
    path: PathBuf,
    interval: Duration,
    exported: Exported,
    on_error: OnError,
}

/// What is done about a failure.
type OnError = Box<dyn FnMut(&TextfileError) + Send>;

/// A thread that writes a file every now and then.
///
/// Dropping it, also by an error or a panic of `main`, has the file written a last time, and waits five seconds for that
/// at most. What ends the program without dropping what is on the stack, as [`std::process::exit`] does, does not.
#[derive(Debug)]
#[must_use = "dropping this ends the writing: bind it, `let writer = …`"]
pub struct TextfileThread {
    /// Closed to have it end.
    stop: Option<Sender<()>>,
    /// Closed by its end.
    ended: Receiver<()>,
    thread: Option<JoinHandle<Result<(), TextfileError>>>,
}

/// How long a drop waits for the last writing: a disk takes milliseconds, and one that is away may take for ever.
const LAST_WRITING: Duration = Duration::from_secs(5);

impl TextfileWriter {
    /// Writes the global registry to this file, named `*.prom`.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let (exported, on_error) = (Exported::default(), Box::new(|error: &TextfileError| complain(error)));
        Self { path: path.into(), interval: Duration::from_secs(15), exported, on_error }
    }

    /// Writes this registry instead: a `&'static Registry` or an `Arc<Registry>`.
    pub fn registry(self, registry: impl Deref<Target = Registry> + Send + Sync + 'static) -> Self {
        Self { exported: Exported::new(registry), ..self }
    }

    /// The time from one writing to the next. More often than `node_exporter` is scraped is of no use.
    pub fn interval(self, interval: Duration) -> Self {
        Self { interval: interval.max(Duration::from_millis(1)), ..self }
    }

    /// What to do about a failure: a line on the standard error, unless something else is said. Failures are counted,
    /// in any case, by `metrics_export_deliveries_total`.
    pub fn on_error(self, report: impl FnMut(&TextfileError) + Send + 'static) -> Self {
        Self { on_error: Box::new(report), ..self }
    }

    /// Writes the file now, and goes on to do so on a thread.
    ///
    /// # Errors
    ///
    /// If the file cannot be written, which is more likely a mistake than a matter of time; or if the system refuses a
    /// thread.
    pub fn start(mut self) -> io::Result<TextfileThread> {
        write(self.exported.registry(), &self.path).map_err(io::Error::other)?;
        let (stop, stopped) = mpsc::channel();
        let (ends, ended) = mpsc::channel();
        let thread = thread::Builder::new().name("metrics-textfile".into()).spawn(move || {
            let _ends = ends;
            self.run(&stopped)
        })?;
        Ok(TextfileThread { stop: Some(stop), ended, thread: Some(thread) })
    }

    fn run(&mut self, stopped: &Receiver<()>) -> Result<(), TextfileError> {
        loop {
            let is_last = stopped.recv_timeout(self.interval) != Err(RecvTimeoutError::Timeout);
            let outcome = write(self.exported.registry(), &self.path);
            if let Err(error) = &outcome {
                (self.on_error)(error);
            }
            if is_last {
                return outcome;
            }
        }
    }
}

impl TextfileThread {
    /// Has the file written a last time, and waits for that, however long it takes.
    ///
    /// # Errors
    ///
    /// If this last time fails.
    ///
    /// # Panics
    ///
    /// If the thread did, which is to say, what it was given [for errors](TextfileWriter::on_error).
    pub fn stop(mut self) -> Result<(), TextfileError> {
        self.stop = None;
        match self.thread.take().map(JoinHandle::join) {
            Some(Ok(outcome)) => outcome,
            Some(Err(panic)) => resume_unwind(panic),
            None => Ok(()),
        }
    }
}

impl Drop for TextfileThread {
    fn drop(&mut self) {
        self.stop = None;
        // Not joined, because that has no time limit. Nothing is ever sent: this returns at the end.
        let _ = self.ended.recv_timeout(LAST_WRITING);
    }
}

impl fmt::Debug for TextfileWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TextfileWriter")
            .field("path", &self.path)
            .field("interval", &self.interval)
            .field("registry", &self.exported)
            .finish_non_exhaustive()
    }
}
