//! What was built, and how.

/// Exposes `<crate>_build_info` in the [global registry](crate::Registry::global): one series with the value 1, whose labels
/// say what is running. For a binary, once, at the top of a module.
///
/// | label | what it says | from |
/// |---|---|---|
/// | `version` | the version of the package | cargo |
/// | `revision`, `branch` | what was checked out | `BUILD_REVISION` and `BUILD_BRANCH` in the environment of the build |
/// | `rustc` | the compiler | `BUILD_RUSTC` in the environment of the build |
/// | `profile` | `debug` or `release`: whether there are debug assertions | the compiler |
/// | `os`, `arch` | what it was built for | the compiler |
///
/// Everything is a constant, known when the program is compiled. What the environment does not say is left out: a build
/// for production runs `BUILD_REVISION=$(git rev-parse HEAD) cargo build --release`.
///
/// ```
/// use metrics_core::{Format, Registry};
///
/// metrics_core::build_info!();
///
/// # fn main() {
/// let text = Registry::global().to_text(Format::Text);
/// assert!(text.contains("_build_info{version=\""), "{text}");
/// # }
/// ```
#[macro_export]
macro_rules! build_info {
    () => {
        const _: () = {
            /// What is running.
            #[derive($crate::Metrics)]
            #[metrics(prefix = ::core::env!("CARGO_CRATE_NAME"), crate = $crate)]
            struct Running {
                /// What is running, as its labels.
                #[metric(info(
                            version = ::core::env!("CARGO_PKG_VERSION"),
                            revision = $crate::__private::or_empty(::core::option_env!("BUILD_REVISION")),
                            branch = $crate::__private::or_empty(::core::option_env!("BUILD_BRANCH")),
                            rustc = $crate::__private::or_empty(::core::option_env!("BUILD_RUSTC")),
                            profile = if ::core::cfg!(debug_assertions) { "debug" } else { "release" },
                            os = $crate::__private::OS,
                            arch = $crate::__private::ARCH,
                        ))]
                build: $crate::Info,
            }

            #[$crate::register(crate = $crate)]
            static RUNNING: Running = Running::new();
        };
    };
}

/// The value of a variable of the build's environment; empty if there is none.
#[doc(hidden)]
pub const fn or_empty(variable: Option<&'static str>) -> &'static str {
    match variable {
        Some(value) => value,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::or_empty;

    #[test]
    fn what_the_environment_does_not_say_is_empty() {
        assert_eq!((or_empty(Some("main")), or_empty(None)), ("main", ""));
    }
}
