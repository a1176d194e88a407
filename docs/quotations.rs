//! What the pages quote from the repository, compared with where it comes from.
//!
//! A comment announces the quotation, and the block of code on the next line is it:
//!
//! ```text
//! <!-- the file tests/ui/budget/product.stderr -->
//! <!-- the first error of tests/ui/label_type/string.stderr -->
//! ```
//!
//! `BLESS=1 cargo test -p metrics-workspace --lib` brings all quotations up to date; read the difference.

use std::path::Path;
use std::{env, fs};

const PAGES: [&str; 8] = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/labels.md",
    "docs/macros.md",
    "docs/naming.md",
    "docs/testing.md",
    "docs/track_metrics.md",
];

#[test]
fn quotations_are_up_to_date() {
    for page in PAGES {
        let path = in_repository(page);
        let text = read(&path);
        let expected = with_quotations(&text);
        if env::var_os("BLESS").is_some() {
            fs::write(path, expected).expect("the page is written");
        } else {
            assert!(
                text == expected,
                "{page} quotes what has changed; BLESS=1 brings it up to date:\n{expected}"
            );
        }
    }
}

/// The page, with what its quotations should be.
fn with_quotations(page: &str) -> String {
    let mut lines = page.split_inclusive('\n');
    let mut result = String::new();
    while let Some(line) = lines.next() {
        result += line;
        let Some(quotation) = quotation(line) else { continue };
        let fence =
            lines.next().filter(|line| line.starts_with("```")).expect("a block after what announces it");
        let end = lines.find(|line| *line == "```\n").expect("the end of the block");
        result.extend([fence, &quotation, end]);
    }
    result
}

/// What a line announces.
fn quotation(line: &str) -> Option<String> {
    let what = line.strip_prefix("<!-- the ")?.strip_suffix(" -->\n")?;
    // A reader has the sources somewhere else.
    let text = |path: &str| read(&in_repository(path)).replace("$WORKSPACE/", "");
    if let Some(path) = what.strip_prefix("file ") {
        return Some(text(path));
    }
    let text = text(what.strip_prefix("first error of ")?);
    let end = text.find("\n\n").map_or(text.len(), |end| end + 1);
    Some(text[..end].to_owned())
}

fn in_repository(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
