//! Functions of one name in one module of which not the same is recorded: the first one is exposed, and the error says
//! what to do about the other.

#![allow(dead_code, clippy::pedantic)] // functions are here for their names

use metrics_core::{ErrorLabel, RegisterError, Registry, track_metrics};

#[derive(ErrorLabel)]
enum Full {
    Disk,
}

#[derive(ErrorLabel)]
enum Lost {
    Network,
}

struct First;
struct Second;

impl First {
    #[track_metrics(slo = "200ms")]
    fn with_objective() {}

    #[track_metrics(error)]
    fn with_errors(full: bool) -> Result<(), Full> {
        if full { Err(Full::Disk) } else { Ok(()) }
    }

    #[track_metrics]
    fn with_failures() {}
}

impl Second {
    #[track_metrics]
    fn with_objective() {}

    #[track_metrics(error)]
    fn with_errors(lost: bool) -> Result<(), Lost> {
        if lost { Err(Lost::Network) } else { Ok(()) }
    }

    #[track_metrics(failures_only)]
    fn with_failures() {}
}

#[track_metrics(name = "job", buckets = [0.5, 1.0])]
fn one_list() {}

#[track_metrics(name = "job", buckets = [0.5, 1.0, 2.0])]
fn other_list() {}

fn clashes(function: &str) -> Vec<String> {
    let said = Registry::conflicts().iter().map(RegisterError::to_string);
    said.filter(|said| said.contains(&format!("function `{function}`"))).collect()
}

#[test]
fn the_error_says_what_to_write() {
    for function in ["with_objective", "with_errors", "with_failures"] {
        let [said] = &clashes(function)[..] else { panic!("{:?}", Registry::conflicts()) };
        let twice = format!("the function `{function}` of `track_clashes` (tracked at {}:", file!());
        assert_eq!(said.matches(&twice).count(), 2, "{said}");
        assert!(said.ends_with("give one of them a name of its own, `function = \"…\"`"), "{said}");
        assert!(!said.contains("CallSite") && !said.contains("register_instance"), "{said}");
    }
}

#[test]
fn the_first_one_is_exposed_as_it_is_alone() {
    First::with_objective();
    Second::with_objective();
    First::with_failures();
    Second::with_failures();
    let _ = (First::with_errors(true), Second::with_errors(true));
    let snapshot = Registry::global().snapshot();
    let calls = |function, outcome| {
        let labels = [("function", function), ("module", "track_clashes"), ("outcome", outcome)];
        snapshot.value("function_calls_total", &labels)
    };
    assert_eq!(calls("with_objective", "ok"), Some(1.0));
    assert_eq!(calls("with_failures", "ok"), Some(1.0));
    assert_eq!(calls("with_errors", "error"), Some(1.0));
    assert_eq!(snapshot.sum("function_errors_total", &[("error", "disk")]), 1.0);
}

#[test]
fn functions_of_one_family_have_one_list_of_buckets() {
    let [said] = &clashes("other_list")[..] else { panic!("{:?}", Registry::conflicts()) };
    assert!(said.contains("differ in type, unit, help, labels or buckets"), "{said}");
    assert!(said.contains("one of the function `one_list` of `track_clashes`"), "{said}");
}
