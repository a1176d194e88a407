//! What is running, from what cargo and the compiler know.

use metrics_core::{Format, Registry};

metrics_core::build_info!();

#[test]
fn it_says_what_is_running() {
    let text = Registry::global().to_text(Format::Text);
    let line = text
        .lines()
        .find(|line| line.starts_with("build_info_build_info{"))
        .unwrap_or_else(|| panic!("{text}"));
    let profile = if cfg!(debug_assertions) { "debug" } else { "release" };
    for label in [
        format!("version=\"{}\"", env!("CARGO_PKG_VERSION")),
        format!("profile=\"{profile}\""),
        format!("os=\"{}\"", std::env::consts::OS),
        format!("arch=\"{}\"", std::env::consts::ARCH),
    ] {
        assert!(line.contains(&label), "{label} is not in {line}");
    }
    assert_eq!(line.contains("revision="), option_env!("BUILD_REVISION").is_some());
    assert!(line.ends_with("} 1"));
}
