//! Compile time and code size, of crates that are written here and built with the optimisations of a release.

mod crates;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::results::Results;
use crate::statistics::{Figure, round_robin};
use crate::suite::Suite;
use crate::table;
pub(crate) use crates::BY_HAND;
use crates::{Crate, FUNCTIONS, METRICS};

/// The names of the sections with these results: seconds, and bytes for each item.
pub const SET: &str = "compile_set";
pub const CALLS_BYTES: &str = "compile_calls_bytes";
const CALLS: &str = "compile_calls";

const ROUNDS: usize = 3;

pub fn run(_: &Suite, results: &mut Results) {
    compare(&format!("A set of {METRICS} metrics"), SET, &crates::sets(), METRICS, results);
    let tracked = crates::functions();
    compare(&format!("{FUNCTIONS} tracked functions"), CALLS, &tracked, FUNCTIONS, results);
}

/// Builds each crate a few times, in turn. The first one is what the others are compared with: it has no metrics.
fn compare(title: &str, section: &str, crates: &[Crate], items: usize, results: &mut Results) {
    let workspace = Workspace::write(section, crates);
    crates.iter().for_each(|each| workspace.build(each));
    let figures = round_robin(ROUNDS, crates.len(), |number| {
        let main = workspace.folder.join(crates[number].name).join("src/main.rs");
        fs::write(&main, crates[number].source.as_str()).expect("the folder is ours");
        let start = Instant::now();
        workspace.build(&crates[number]);
        start.elapsed().as_secs_f64()
    });
    let sizes: Vec<u64> = crates.iter().map(|each| workspace.size(each)).collect();
    println!("### Compile time and code size: {title}\n");
    let mut rows = Vec::new();
    for ((each, figure), size) in crates.iter().zip(figures).zip(&sizes) {
        let bytes = size.saturating_sub(sizes[0]) as f64 / items as f64;
        results.add(section, each.title, each.style, figure);
        let size = Figure { median: bytes, ..Figure::default() };
        results.add(&format!("{section}_bytes"), each.title, each.style, size);
        let name = table::name(each.title, each.style);
        rows.push(vec![name, table::number(figure.median), table::number(figure.min), table::number(bytes)]);
    }
    table::print(&["crate", "seconds", "min", "bytes of code and data for each"], &rows);
}

/// The crates, beside each other, with one target folder.
struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    fn write(name: &str, crates: &[Crate]) -> Self {
        let benches = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| benches.join("target"), PathBuf::from);
        let folder = target.join(name);
        let _ = fs::remove_dir_all(&folder);
        let members: Vec<_> = crates.iter().map(|each| format!("{:?}", each.name)).collect();
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n[profile.release]\nstrip = true\n",
            members.join(", ")
        );
        for each in crates {
            let package = format!(
                "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{}\n",
                each.name,
                each.dependencies
                    .replace("OURS", &benches.with_file_name("metrics-core").display().to_string()),
            );
            write(&folder.join(each.name).join("Cargo.toml"), &package);
            write(&folder.join(each.name).join("src/main.rs"), &each.source);
        }
        write(&folder.join("Cargo.toml"), &manifest);
        // The same versions as here.
        fs::copy(benches.join("Cargo.lock"), folder.join("Cargo.lock")).expect("there is a lock file");
        Self { folder }
    }

    fn build(&self, each: &Crate) {
        let status = Command::new("cargo")
            .args(["build", "--release", "--quiet", "--package", each.name])
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUSTFLAGS", "--cap-lints=allow")
            .current_dir(&self.folder)
            .status()
            .expect("cargo runs");
        assert!(status.success(), "{} does not build", each.name);
    }

    /// Bytes of the program, without symbols.
    fn size(&self, each: &Crate) -> u64 {
        let program = self.folder.join("target/release").join(each.name);
        fs::metadata(program).expect("it was built").len()
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder is ours");
    fs::write(path, text).expect("the folder is ours");
}
