//! What the compiler computes of a tracked function: its labels, its buckets, its metrics.

use std::panic::Location;

use super::labels::{Labels, OfCalls, OfDurations, OfErrors};
use super::*;
use crate::buckets::{DEFAULT, MAX, linear};
use crate::label::{Label, LabelSchema, LabelSet, StatusClass, Values};
use crate::metric::{Member, Metrics};
use crate::schema::MemberSchema;

struct Asked;

impl Facts for Asked {
    const FUNCTION: &'static str = "asked";
    const MODULE: &'static str = "tests";
    const LOCATION: &'static Location<'static> = Location::caller();
    const LABELS: &'static [LabelSchema] = &[label_before("status", never::<StatusClass>)];
    const AFTER: &'static [LabelSchema] = &[label_after("is_large", never::<bool>)];
    const ERRORS: Option<Values> = Some(or_other(&Values::Fixed(&["lost", "late"])));
    const OBJECTIVE: Option<f64> = Some(0.3);
    const IN_FLIGHT: bool = true;
    const BUSY: bool = true;
}

/// A function of which nothing but failures is recorded.
struct Failures;

impl Facts for Failures {
    const FUNCTION: &'static str = "failures";
    const MODULE: &'static str = "tests";
    const LOCATION: &'static Location<'static> = Location::caller();
    const TIMED: bool = false;
    const FAILURES_ONLY: bool = true;
}

fn names<S: LabelSet>() -> Vec<(&'static str, usize)> {
    S::LABELS.iter().map(|label| (label.name, label.values.len())).collect()
}

#[test]
fn series_have_the_labels_that_are_known_by_then() {
    assert_eq!(names::<Labels<Asked, OfCalls>>(), [("status", 6), ("is_large", 3), ("outcome", 4)]);
    assert_eq!(names::<Labels<Asked, OfDurations>>(), [("status", 6), ("is_large", 3)]);
    assert_eq!(names::<Labels<Asked, OfErrors<Asked>>>(), [("status", 6), ("error", 3)]);
    assert_eq!(names::<Labels<Failures, OfErrors<Failures>>>(), []);
    let (all, count) = labels::all::<Asked, OfCalls>();
    assert_eq!((count, all[2].name), (3, "outcome"));
    let at = |index| <Labels<Asked, OfDurations>>::from_index(index).map(LabelSet::index);
    assert_eq!([0, 17, 18].map(at), [Some(0), Some(17), None]);
}

#[test]
fn a_label_of_the_result_has_none_beside_its_values() {
    let (before, after) = (label_before("x", never::<bool>), label_after("x", never::<bool>));
    assert!(before.values.is(&bool::VALUES));
    assert_eq!((after.values.len(), after.values.get(2)), (3, Some("none")));
    assert_eq!(LabelOf(&true).__tracked_before().0, 1);
    assert_eq!(LabelOf(&true).__tracked_after().1.len(), 3);
}

#[test]
fn an_objective_is_one_of_the_bounds() {
    let with = |bounds: &[f64], more| {
        let (all, count) = specs::with_bound(bounds, more);
        all[..count].to_vec()
    };
    assert_eq!(with(&[1.0, 2.0], None), [1.0, 2.0]);
    for (more, wanted) in [
        (0.5, vec![0.5, 1.0, 2.0]),
        (1.0, vec![1.0, 2.0]),
        (1.5, vec![1.0, 1.5, 2.0]),
        (2.0, vec![1.0, 2.0]),
        (2.5, vec![1.0, 2.0, 2.5]),
    ] {
        assert_eq!(with(&[1.0, 2.0], Some(more)), wanted, "{more}");
    }
    assert_eq!(with(&[], Some(3.0)), [3.0]);
    assert_eq!(with(&linear::<MAX>(1.0, 1.0), Some(0.5)).len(), MAX + 1);
    let MemberSchema::Metric(duration) = Detailed::<Asked>::SCHEMA.members[1] else { panic!() };
    assert_eq!(duration.buckets.len(), DEFAULT.len() + 1);
    assert_eq!(duration.objective, Some(0.3));
}

fn members<M: Metrics>(set: &M) -> Vec<String> {
    let there = M::SCHEMA.members.len();
    assert!((0..there).all(|index| matches!(set.member(index), Some(Member::Metric(_)))));
    assert!(set.member(there).is_none());
    let name = |member: &MemberSchema| match member {
        MemberSchema::Metric(metric) => metric.name.to_string(),
        MemberSchema::Set { .. } => "a set".to_owned(),
    };
    M::SCHEMA.members.iter().map(name).collect()
}

#[test]
fn a_function_has_the_metrics_that_are_asked_for() {
    assert_eq!(
        members(&Detailed::<Asked>::new()),
        [
            "function_calls",
            "function_duration_seconds",
            "function_calls_in_flight",
            "function_errors",
            "function_busy_seconds"
        ]
    );
    assert_eq!(members(&Detailed::<Failures>::new()), ["function_calls"]);
    assert_eq!(members(&CallSite::new("f", "m")), ["function_calls", "function_duration_seconds"]);
}

static PLAIN: CallSite = CallSite::new("f", "m");
static DETAILED: Detailed<Asked> = Detailed::new();

#[test]
fn a_site_knows_where_it_is() {
    assert_eq!((PLAIN.function(), PLAIN.module()), ("f", "m"));
    assert_eq!(PLAIN.location().file(), file!());
    assert_eq!((DETAILED.function(), DETAILED.module()), ("asked", "tests"));
    assert_eq!(DETAILED.location(), Asked::LOCATION);
}

#[test]
fn each_outcome_has_an_index() {
    for index in 0..4 {
        assert_eq!(<Outcome as Label>::from_index(index).map(Label::index), Some(index));
    }
    assert_eq!(<Outcome as Label>::from_index(4), None);
}

/// An error that is a label.
#[derive(Clone, Copy)]
struct Late(bool);

impl Label for Late {
    const NAME: &'static str = "late";
    const VALUES: Values = Values::Fixed(&["no", "yes"]);

    fn index(self) -> usize {
        usize::from(self.0)
    }

    fn from_index(index: usize) -> Option<Self> {
        (index < 2).then_some(Self(index == 1))
    }
}

#[test]
fn a_label_is_a_kind_of_error() {
    assert_eq!((Late(true).kind(), Late(false).kind()), (1, 0));
    assert!(Late::KINDS.is(&Late::VALUES));
    assert_eq!(Kinds::<Result<(), Late>>::KINDS.len(), 3);
    assert_eq!(Kinds::<Result<(), String>>::KINDS.get(0), Some("other"));
    assert_eq!(or_other(&Values::Fixed(&["other", "late"])).len(), 2);
    assert_eq!(ErrorOf(&Err::<(), _>(Late(true))).__tracked_error(), 1);
    assert_eq!(ErrorOf(&Ok::<_, Late>(())).__tracked_error(), usize::MAX);
}

#[test]
fn what_a_body_returns_is_handed_on() {
    let returns = Returns::<u8>::new();
    assert_eq!((returns.seen(1), returns.seen_of(|| 2)), (1, 2));
    assert_eq!(returns.judged(&3, |value| value + 1), 4);
}
