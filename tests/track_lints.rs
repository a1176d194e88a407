//! What the compiler and clippy say about a tracked function is what they say about the plain one.

mod compiler;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use compiler::run;

/// Lints of the compiler that a user may turn on.
const RUSTC: &str = "unused nonstandard_style future_incompatible rust_2018_idioms keyword_idents missing_docs \
                     unreachable_pub unused_qualifications unused_lifetimes single_use_lifetimes unused_results \
                     let_underscore_drop trivial_casts missing_debug_implementations variant_size_differences \
                     unit_bindings unnameable_types redundant_lifetimes elided_lifetimes_in_paths";
/// And of clippy. `restriction` is not meant to be turned on as a whole, which makes it a good test.
const CLIPPY: &str = "clippy::all clippy::pedantic clippy::nursery clippy::restriction";

/// A warning on one line, and how often it is given.
type Warnings = BTreeMap<String, usize>;

#[test]
fn clippy_says_the_same() {
    let lints = format!("{RUSTC} {CLIPPY}");
    for arguments in ["", "(in_flight)"] {
        let (lost, added) = differences("clippy-driver", &lints, arguments);
        assert_eq!(added, [""; 0], "{arguments}");
        // It could be, but for the attribute: to follow that advice is an error.
        let lost: Vec<_> =
            lost.into_iter().filter(|warning| !warning.ends_with("could be a `const fn`")).collect();
        assert_eq!(lost, [""; 0], "{arguments}");
    }
}

#[test]
fn clippy_says_nothing_more_where_more_is_recorded() {
    let lints = format!("{RUSTC} {CLIPPY}");
    let (_, added) = differences("clippy-driver", &lints, "(in_flight, prefix = \"more\")");
    // Said in another place, and with another number.
    let others = ["missing `return` statement", "bytes on the stack"];
    let others = |warning: &String| others.iter().any(|other| warning.ends_with(other));
    assert_eq!(added.into_iter().filter(|warning| !others(warning)).collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn the_compiler_says_the_same() {
    let (lost, added) = differences("rustc", RUSTC, "");
    assert_eq!(added, [""; 0]);
    // docs/track_metrics.md names both: they are seen by clippy only.
    assert_eq!(lost.len(), 2, "{lost:#?}");
    assert!(
        lost.iter().any(|warning| warning.contains("function cannot return without recursing")),
        "{lost:#?}"
    );
    assert!(lost.iter().any(|warning| warning.contains("`async fn` in public traits")), "{lost:#?}");
}

#[test]
fn rustdoc_shows_what_was_written() {
    let folder = sources("rustdoc", |source| source.replace("#[attribute]", "#[attribute(in_flight)]"));
    run("rustdoc", &["--crate-name=documented"], &folder).unwrap_or_else(|errors| panic!("{errors}"));
    let page =
        |name: &str| fs::read_to_string(folder.join("doc/documented/lints/exported").join(name)).unwrap();
    let (function, method) = (page("fn.fails_later.html"), page("struct.Number.html"));
    assert!(function.contains("async fn"), "{function}");
    assert!(method.contains("async fn"), "{method}");
    for page in [function, method] {
        // Not what it became, nor a condition under which it is there.
        assert!(!page.contains("Future") && !page.contains("__") && !page.contains("portability"), "{page}");
    }
}

/// What is said of the plain functions only, and of the tracked ones only.
fn differences(compiler: &str, lints: &str, arguments: &str) -> (Vec<String>, Vec<String>) {
    let name = arguments.len();
    let plain = warnings(compiler, lints, &format!("plain_{name}"), |source| {
        source.replace("#[attribute]", "#[cfg(not(any()))]").replace("use crate::attribute;", "")
    });
    let tracked = warnings(compiler, lints, &format!("tracked_{name}"), |source| {
        source.replace("#[attribute]", &format!("#[attribute{arguments}]"))
    });
    assert!(plain.len() > 100, "{plain:#?}");
    (missing(&plain, &tracked), missing(&tracked, &plain))
}

/// Those of the one that are not, or not as often, in the other.
fn missing(one: &Warnings, other: &Warnings) -> Vec<String> {
    let rarer = one.iter().filter(|(warning, count)| other.get(*warning).is_none_or(|found| found < count));
    rarer.map(|(warning, _)| warning.clone()).collect()
}

/// What is said of the functions of `tests/corpus/lints`, changed a little.
fn warnings(compiler: &str, lints: &str, name: &str, change: impl Fn(String) -> String) -> Warnings {
    let folder = sources(&format!("{compiler}_{name}"), change);
    let lints: Vec<_> = lints.split_whitespace().map(|lint| format!("-W{lint}")).collect();
    let mut arguments = vec!["--emit=metadata", "--error-format=short"];
    arguments.extend(lints.iter().map(String::as_str));
    let said = run(compiler, &arguments, &folder).unwrap_or_else(|errors| panic!("{name}: {errors}"));
    let mut warnings = Warnings::new();
    for line in said.lines().filter(|line| line.starts_with("lints/")) {
        *warnings.entry(line.to_owned()).or_default() += 1;
    }
    warnings
}

/// A crate with those functions, in a folder of its own.
fn sources(name: &str, change: impl Fn(String) -> String) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("track_lints_{name}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("lints")).unwrap();
    for file in ["lints/mod.rs", "lints/exported.rs"] {
        let source = fs::read_to_string(Path::new("tests/corpus").join(file)).unwrap();
        fs::write(folder.join(file), change(source)).unwrap();
    }
    let root = "#![allow(unused_imports)] pub mod lints; use metrics_core::track_metrics as attribute;";
    fs::write(folder.join("lib.rs"), root).unwrap();
    folder
}
