//! A file that is there completely, or not at all.

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

use metrics_core::{Format, Registry};

use super::TextfileError;
use crate::deliveries::Destination;

/// Writes the metrics to this file, in the text format 0.0.4: see the [module](crate::textfile) for what readers see.
///
/// It blocks as long as the disk takes.
///
/// # Errors
///
/// If the name does not end in `.prom` (`node_exporter` reads no other), or the file cannot be written. Then it is as
/// it was before.
pub fn write(registry: &Registry, path: impl AsRef<Path>) -> Result<(), TextfileError> {
    let path = path.as_ref();
    Destination::Textfile.count(write_file(registry, path))
}

fn write_file(registry: &Registry, path: &Path) -> Result<(), TextfileError> {
    let name = path.file_name().filter(|_| path.extension() == Some(OsStr::new("prom")));
    let name = name.ok_or_else(|| TextfileError::name(path))?;
    let mut exposition = Vec::new();
    registry.encode(Format::Text, &mut exposition);
    replace(path, name, &exposition).map_err(|error| TextfileError::io(path, error))
}

/// The threads of a process share the name of the temporary file.
static WRITING: Mutex<()> = Mutex::new(());

fn replace(path: &Path, name: &OsStr, content: &[u8]) -> io::Result<()> {
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    remove_leftovers(folder, name)?;
    let temporary = Temporary(folder.join(temporary_name(name, &process::id().to_string())));
    // Not one that is there: it could be a link to something else.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary.0)?;
    file.write_all(content)?;
    let_everybody_read(&file)?;
    // Before it is renamed: the other way round, a loss of power can leave an empty file.
    file.sync_all()?;
    drop(file);
    fs::rename(&temporary.0, path)
}

/// Removed when it is dropped, if it is there still.
struct Temporary(PathBuf);

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn temporary_name(name: &OsStr, process: &str) -> OsString {
    let mut temporary = OsString::from(".");
    temporary.push(name);
    temporary.push(".");
    temporary.push(process);
    temporary.push(".tmp");
    temporary
}

/// Removes what processes left behind that were killed while they wrote this file.
fn remove_leftovers(folder: &Path, name: &OsStr) -> io::Result<()> {
    let begin = temporary_name(name, "");
    let begin = begin.as_encoded_bytes().strip_suffix(b".tmp").unwrap_or_default();
    for entry in fs::read_dir(folder)? {
        let found = entry?.file_name();
        let process = found.as_encoded_bytes().strip_prefix(begin);
        let process = process.and_then(|rest| rest.strip_suffix(b".tmp"));
        if process.is_some_and(|process| !process.is_empty() && process.iter().all(u8::is_ascii_digit)) {
            // Gone is gone, whoever did it.
            let _ = fs::remove_file(folder.join(found));
        }
    }
    Ok(())
}

#[cfg(unix)]
fn let_everybody_read(file: &File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;

    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
#[allow(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
fn let_everybody_read(_file: &File) -> io::Result<()> {
    Ok(())
}
