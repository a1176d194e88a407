//! RELIABILITY.md names tests and scripts; each of them is there, and none is ignored.

use std::fs;
use std::path::Path;

const PAGE: &str = include_str!("../RELIABILITY.md");

/// The rows of the table below a heading, as cells.
fn rows(heading: &str) -> Vec<Vec<String>> {
    let section = PAGE.split("\n## ").find(|section| section.starts_with(heading)).expect(heading);
    let rows = section.lines().filter(|line| line.starts_with("| ")).skip(1);
    rows.map(|row| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands in back quotes.
fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// What is wrong with `path::test`, or with the path of a script.
fn complaint(named: &str) -> Option<String> {
    let (path, test) = named.split_once("::").unwrap_or((named, ""));
    let path = path.split(' ').next().unwrap_or_default();
    let Ok(source) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
        return Some(format!("there is no {path}"));
    };
    let is = |extension| Path::new(path).extension().is_some_and(|own| own == extension);
    if !is("rs") {
        return (!source.starts_with("#!") && !is("stderr")).then(|| format!("{path} is no script"));
    }
    let name = test.rsplit("::").next().unwrap_or_default();
    let Some(at) = source.find(&format!("fn {name}(")) else {
        return Some(format!("there is no test {name} in {path}"));
    };
    // The attributes are between the end of what comes before and the function.
    let before = &source[..at];
    let attributes = &before[before.rfind("\n\n").unwrap_or(0)..];
    let is_test = attributes.contains("#[test]") || attributes.contains("#[tokio::test");
    let is_test = is_test || in_proptest(before);
    (!is_test || attributes.contains("#[ignore")).then(|| format!("{name} in {path} is no test that runs"))
}

/// A property is a test where its macro says so.
fn in_proptest(before: &str) -> bool {
    before.contains("proptest! {") && before.rfind("#[test]") > before.rfind("\n}\n")
}

#[test]
fn every_row_names_what_is_there() {
    let rows = rows("Promised");
    assert!(rows.len() >= 20, "{} rows", rows.len());
    let mut complaints = Vec::new();
    for (position, row) in rows.iter().enumerate() {
        let [number, _, tests, tool, figure] = &row[..] else { panic!("five columns: {row:?}") };
        assert_eq!(*number, (position + 1).to_string(), "rows are numbered");
        assert!(!quoted(tests).is_empty() && !tool.is_empty() && !figure.is_empty(), "{row:?}");
        let scripts = quoted(tool).into_iter().filter(|tool| tool.starts_with("ci/"));
        complaints.extend(quoted(tests).into_iter().chain(scripts).filter_map(complaint));
    }
    assert_eq!(complaints, [""; 0]);
}

#[test]
fn what_is_missing_or_does_not_run_is_noticed() {
    let of = |named: &str| complaint(named).is_some();
    assert!(!of("tests/reliability.rs::every_row_names_what_is_there") && !of("ci/models --long"));
    assert!(
        of("tests/reliability.rs::no_such_test")
            && of("tests/no_such_file.rs::test")
            && of("ci/no_such_script")
    );
    assert!(of("tests/reliability.rs::complaint"), "a function is no test");
    assert!(of("Cargo.toml"), "a file is no script");
}
