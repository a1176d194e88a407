//! A file that `node_exporter` reads, beside what it finds out about the machine: for batch jobs, and for programs
//! that cannot listen.
//!
//! [`write`](write()) writes it once, at the end of a job; [`TextfileWriter`] every now and then, as long as a program
//! runs.
//!
//! ```
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("backup.prom");
//! use metrics_core::Registry;
//! use metrics_export::textfile;
//!
//! // Where `node_exporter --collector.textfile.directory=…` looks for `*.prom`:
//! // let path = "/var/lib/prometheus/node-exporter/backup.prom";
//! textfile::write(Registry::global(), &path)?;
//! # assert!(path.exists());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a reader sees
//!
//! A complete file, always: the old one or the new one, whenever the program is killed. It is written beside its place,
//! as `.<name>.<process id>.tmp`, flushed to the disk, and then renamed. So neither is it empty after a loss of power;
//! that takes some milliseconds of a disk's time for each file.
//!
//! What a process leaves that is killed while it writes, the next one to write the same file removes. Two processes
//! that write one file at the same time take it from each other, then: one of them gets an error.
//!
//! The file may be read by everybody (mode 644), whatever the process' `umask` says, because `node_exporter` usually is
//! another user. It needs a folder that it can write to, not only a file.
//!
//! The file stays when the program ends, and `node_exporter` goes on to show what it says, without a time: the metric
//! `node_textfile_mtime_seconds` tells how old it is.

mod error;
mod file;
mod writer;

pub use error::TextfileError;
pub use file::write;
pub use writer::{TextfileThread, TextfileWriter};
