//! What is registered at link time and cannot be exposed: what is said of it, and that the rest is as if it were not there.
//!
//! Of functions of one name in one module of which not the same is recorded, the first one is exposed.

#![allow(dead_code, clippy::pedantic)] // functions are here for their names

mod child;

use std::panic::Location;

use metrics_core::label::Values;
use metrics_core::schema::{FieldSpec, MemberSchema, SetSchema, Spec};
use metrics_core::{
    Counter, ErrorLabel, Label, Member, Metric, Metrics, RegisterError, Registry, register, track_metrics,
};

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
        let twice = format!("the function `{function}` of `link_time_clashes` (tracked at {}:", file!());
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
        let labels = [("function", function), ("module", "link_time_clashes"), ("outcome", outcome)];
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
    assert!(said.contains("one of the function `one_list` of `link_time_clashes`"), "{said}");
}

/// A set that the derive has not seen.
struct ByHand(Counter<Bound>);

impl Metrics for ByHand {
    const SCHEMA: &'static SetSchema = &SetSchema {
        type_name: "ByHand",
        prefix: "",
        members: &[MemberSchema::Metric(<Counter<Bound> as Metric<Things>>::SCHEMA)],
        location: Location::caller(),
    };

    fn member(&self, index: usize) -> Option<Member<'_>> {
        (index == 0).then_some(Member::Metric(&self.0))
    }
}

struct Things;

impl Spec for Things {
    const SPEC: FieldSpec = FieldSpec::new("things", "Help.");
}

/// Its name belongs to histograms.
#[derive(Clone, Copy)]
struct Bound;

impl Label for Bound {
    const NAME: &'static str = "le";
    const VALUES: Values = Values::Fixed(&["1"]);

    fn index(self) -> usize {
        0
    }

    fn from_index(_index: usize) -> Option<Self> {
        Some(Self)
    }
}

#[register]
static BY_HAND: ByHand = ByHand(<Counter<Bound> as Metric<Things>>::NEW);

#[test]
fn what_is_not_exposed_is_reported() {
    if child::is_child() {
        Registry::global();
        return;
    }
    let said = child::succeeds("what_is_not_exposed_is_reported");
    let reports: Vec<&str> = said.lines().filter(|line| line.starts_with("metrics-core: ")).collect();
    assert_eq!(reports.len(), Registry::conflicts().len(), "{said}");
    let (sets, others): (Vec<_>, _) =
        reports.into_iter().partition(|report| report.ends_with("; this set is not exposed"));
    assert!(matches!(sets[..], [set] if set.contains("; it is one of `ByHand` (defined at ")), "{sets:?}");
    assert!(others.iter().all(|report| report.ends_with("; the second one is not exposed")), "{others:?}");
}
