//! What the compiler says about mistakes: `<kind>/<mistake>.rs` fails with exactly `<mistake>.stderr`, and the module
//! `<mistake>` of `pass/<kind>.rs` is the same program, corrected.
//!
//! `TRYBUILD=overwrite cargo test --test ui` accepts what the compiler says now: read the difference as somebody would
//! who has never seen the library.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler that wrote the goldens: others say the same in other words.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn mistakes_are_explained() {
    let compiler = compiler();
    if !compiler.starts_with(COMPILER) {
        // Past the test harness, which keeps what is printed in a passing test to itself.
        let skipped = format!(
            "\nSKIPPED: tests/ui/*/*.stderr were written by {COMPILER}*, this is {compiler}\n\
             To compare them: rustup run 1.95.0 cargo test --test ui\n\n"
        );
        io::stderr().write_all(skipped.as_bytes()).unwrap();
        return;
    }
    let cases = trybuild::TestCases::new();
    for kind in kinds() {
        cases.compile_fail(kind.join("*.rs"));
    }
}

#[test]
fn corrected_programs_run() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

#[test]
fn each_mistake_has_a_golden_and_a_corrected_twin() {
    for kind in kinds() {
        let corrected = Path::new("pass").join(kind.file_name().unwrap()).with_extension("rs");
        let corrected =
            fs::read_to_string(&corrected).unwrap_or_else(|error| panic!("{corrected:?}: {error}"));
        for program in files(&kind, "rs") {
            let mistake = program.file_stem().unwrap().to_str().unwrap();
            assert!(program.with_extension("stderr").exists(), "{program:?} has no golden");
            assert!(corrected.contains(&format!("\nmod {mistake} {{")), "{program:?} has no corrected twin");
        }
        for golden in files(&kind, "stderr") {
            assert!(golden.with_extension("rs").exists(), "{golden:?} belongs to no program");
        }
    }
}

/// Not about generated code, the rules that found it, or the standard library.
#[test]
fn goldens_are_about_the_users_program() {
    for golden in kinds().iter().flat_map(|kind| files(kind, "stderr")) {
        let text = fs::read_to_string(&golden).unwrap();
        let program = golden.with_extension("rs");
        assert!(
            text.contains(&format!("--> {}:", program.display())),
            "{golden:?} does not show the program"
        );
        for ours in
            ["__private", "metrics-core/src/check", "metrics-derive/", "metrics-attr/", "$RUST", "$CARGO"]
        {
            assert!(!text.contains(ours), "{golden:?} shows {ours}");
        }
    }
}

/// The folders with mistakes in them.
fn kinds() -> Vec<PathBuf> {
    let mut kinds: Vec<_> = entries(Path::new("."))
        .filter(|path| path.is_dir() && !path.ends_with("pass"))
        .map(|path| path.strip_prefix(".").unwrap().to_owned())
        .collect();
    kinds.sort();
    kinds
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    entries(folder).filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path())
}

/// What `rustc --version` says: with rustup, the compiler that compiled this.
fn compiler() -> String {
    let output = Command::new("rustc").arg("--version").output().expect("a compiler");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
