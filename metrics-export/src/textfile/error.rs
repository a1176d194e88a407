//! Why a file was not written.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// A file could not be written; what was there before is there still.
#[derive(Debug)]
pub struct TextfileError {
    path: PathBuf,
    reason: Reason,
}

#[derive(Debug)]
enum Reason {
    /// The name is not one that is read.
    Name,
    Io(io::Error),
}

impl TextfileError {
    pub(super) fn name(path: &Path) -> Self {
        Self { path: path.to_owned(), reason: Reason::Name }
    }

    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), reason: Reason::Io(error) }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl fmt::Display for TextfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.reason {
            Reason::Name => {
                write!(f, "`{path}` is no place for metrics: node_exporter reads files named `*.prom`")
            }
            Reason::Io(error) => write!(f, "metrics could not be written to `{path}`: {error}"),
        }
    }
}

impl Error for TextfileError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.reason {
            Reason::Name => None,
            Reason::Io(error) => Some(error),
        }
    }
}
