//! The compiler, given crates that use the library as this test does.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What a compiler, or another tool that takes its arguments, says about the crate in the folder.
pub(crate) fn run(compiler: &str, arguments: &[&str], folder: &Path) -> Result<String, String> {
    let deps = deps();
    let mut failed = None;
    // Cargo does not say which of them it gave to this test: the newest, unless that is of another compiler, or has
    // other features.
    for library in libraries(&deps) {
        let mut command = Command::new(compiler);
        command.args(["--edition=2024", "--crate-type=lib"]).args(arguments);
        command.arg("-L").arg(format!("dependency={}", deps.display()));
        command.arg("--extern").arg(format!("metrics_core={}", library.display()));
        let command = command.arg("lib.rs").current_dir(folder);
        let output = command.output().unwrap_or_else(|error| panic!("{compiler}: {error}"));
        let said = String::from_utf8(output.stderr).unwrap();
        if output.status.success() {
            return Ok(said);
        }
        failed.get_or_insert(said);
    }
    Err(failed.unwrap_or_default())
}

/// Where the libraries of this test are.
fn deps() -> PathBuf {
    env::current_exe().unwrap().parent().unwrap().to_owned()
}

/// The libraries called `metrics_core`, the newest first.
fn libraries(deps: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(deps).unwrap().map(|entry| entry.unwrap().path());
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with("libmetrics_core-") && name.ends_with(".rlib")
    };
    let mut libraries: Vec<_> = files.filter(is_ours).collect();
    libraries.sort_by_key(|path| fs::metadata(path).unwrap().modified().unwrap());
    libraries.reverse();
    libraries
}
