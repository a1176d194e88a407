//! The door for `ci/fuzz`: whatever reads what others wrote, as functions of bytes that panic where a promise is broken.
//!
//! Its programs are in `fuzz/`, and set `--cfg metrics_fuzz`: no other build has this module, but for the tests here, which
//! try the inputs that are kept in `fuzz/seeds`, among them all that ever broke something.

mod configuration;
mod connection;
mod credentials;
mod exposition;
mod negotiation;

/// Panics if these bytes break a promise.
pub type Target = fn(&[u8]);

/// Whatever reads what others wrote, by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("http", connection::http),
    ("tls", connection::tls),
    ("negotiation", negotiation::negotiation),
    ("authorization", credentials::authorization),
    ("web_config", configuration::web_config),
    ("environment", configuration::environment),
    ("grouping", configuration::grouping),
    ("exposition", exposition::exposition),
    ("parser", exposition::parser),
];

/// Input that is text, which is all that can come here.
fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn what_is_kept_breaks_nothing() {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
        for (name, target) in TARGETS {
            let files = fs::read_dir(seeds.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut tried = 0;
            for file in files {
                target(&fs::read(file.unwrap().path()).unwrap());
                tried += 1;
            }
            assert!(tried > 0, "{name} has no seeds");
        }
    }
}
