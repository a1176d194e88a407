//! How much a test does: little in `cargo test`, and in `ci/races` as much as RELIABILITY.md says.

/// The first number in a usual run; the second where `RACES=long`, in an optimised build.
pub(crate) fn scale(usual: u64, long: u64) -> u64 {
    if std::env::var_os("RACES").is_some_and(|races| races == "long") { long } else { usual }
}
