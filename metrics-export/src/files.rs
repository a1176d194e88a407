//! The files that a configuration was read from.

use std::fs;
#[cfg(feature = "tls")]
use std::io;
#[cfg(feature = "tls")]
use std::path::Path;
use std::path::PathBuf;

/// The files that a configuration was read from, with what was in them, to see whether that has changed. Times of
/// modification would not tell: they are coarse, and a link that is moved may lead to an older file.
#[derive(Debug, Default)]
pub(crate) struct Files(Vec<(PathBuf, Option<Vec<u8>>)>);

impl Files {
    /// What is in a file. An error names it.
    #[cfg(feature = "tls")]
    pub(crate) fn read(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        let read = fs::read(path);
        self.0.push((path.to_owned(), read.as_ref().ok().cloned()));
        read.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn have_changed(&self) -> bool {
        self.0.iter().any(|(path, before)| fs::read(path).ok() != *before)
    }
}
