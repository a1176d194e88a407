//! Errors say what is wrong, with what, and what to do about it.

use std::sync::Arc;

use metrics_core::{Counter, Gauge, Info, Metrics, RegisterError, Registry, RegistryRef};

#[derive(Metrics)]
struct Jobs {
    /// Jobs done.
    jobs: Counter,
}

#[derive(Metrics)]
struct OtherJobs {
    /// Jobs, differently.
    jobs: Gauge,
}

#[derive(Metrics)]
struct Versions {
    /// What runs.
    #[metric(info(version = "1"))]
    build: Info,
}

fn said<T>(result: Result<T, RegisterError>) -> String {
    result.err().map_or_else(String::new, |error| error.to_string())
}

#[test]
fn a_name_that_is_taken_is_told_with_both_places() {
    let registry = Registry::new();
    registry.register(Arc::new(Jobs::new())).unwrap();
    let again = said(registry.register(Arc::new(Jobs::new())));
    assert!(again.starts_with("two metrics are named `jobs`: one of `Jobs` (defined at "), "{again}");
    assert!(again.ends_with("if they are instances of one set, use `register_instance`"), "{again}");
    let other = said(registry.register(Arc::new(OtherJobs::new())));
    assert!(other.starts_with(
        "two metrics are named `jobs`, but differ in type, unit, help, labels or buckets: one of "
    ));
    assert!(other.contains("one of `Jobs` (") && other.contains("and one of `OtherJobs` ("), "{other}");
    assert_eq!(other.matches(file!()).count(), 4, "{other}");
}

#[test]
fn what_cannot_be_a_name_or_a_label_is_shown() {
    let name = "cannot name a metric: names are snake_case, and not those of the server (`up`, `scrape_…`)";
    assert_eq!(said(Registry::builder().prefix("_").build()), format!("`_` {name}"));
    let scrape = Registry::builder().prefix("scrape").build().unwrap();
    let served = said(scrape.register(Arc::new(Jobs::new())));
    assert!(
        served.starts_with(&format!("`scrape_jobs` {name}; it is one of `Jobs` (defined at ")),
        "{served}"
    );
    let label = "the label `le=\"a\"` cannot be used: names are snake_case, not reserved and given once, and values \
                 are not empty";
    assert_eq!(said(Registry::builder().label("le", "a").build()), label);
    let registry = Registry::new();
    let labelled = said(registry.register_instance(&[("le", "a")], Arc::new(Jobs::new())));
    assert!(labelled.starts_with(&format!("{label}; it is one of `Jobs` (defined at ")), "{labelled}");
    let taken = said(registry.register_instance(&[("version", "a")], Arc::new(Versions::new())));
    assert!(
        taken.starts_with("the label `version` cannot be given to `build`, which has a label"),
        "{taken}"
    );
}

#[test]
fn a_registry_is_not_exposed_by_itself() {
    let registry = Arc::new(Registry::new());
    assert_eq!(
        said(registry.register_registry(&[], Arc::clone(&registry))),
        "a registry cannot be exposed by one that it exposes itself"
    );
    let global = RegistryRef::from(Registry::global());
    assert!(std::ptr::eq(global.registry(), Registry::global()));
    assert!(std::ptr::eq(RegistryRef::from(Arc::clone(&registry)).registry(), Arc::as_ptr(&registry)));
}

#[test]
fn a_label_that_an_info_metric_does_not_have_is_named() {
    let versions = Versions::new();
    assert_eq!(versions.build.set("version", "2"), Ok(()));
    let error = versions.build.set("revision", "abc").unwrap_err();
    assert_eq!(error.to_string(), "the info metric has no label `revision`: name it in `#[metric(info(…))]`");
}
