//! What the compiler has not judged is judged when it is registered.

use std::panic::Location;
use std::sync::Arc;

use metrics_core::schema::{FieldSpec, MemberSchema, SetSchema, Spec};
use metrics_core::{Counter, Format, Gauge, Member, Metric, Metrics, RegisterError, Registry};

/// Written by hand, with a name that would break the exposition.
struct ByHand(Counter);

impl Metrics for ByHand {
    const SCHEMA: &'static SetSchema = &SetSchema {
        type_name: "ByHand",
        prefix: "",
        members: &[MemberSchema::Metric(<Counter as Metric<BadName>>::SCHEMA)],
        location: Location::caller(),
    };

    fn member(&self, index: usize) -> Option<Member<'_>> {
        (index == 0).then_some(Member::Metric(&self.0))
    }
}

struct BadName;

impl Spec for BadName {
    const SPEC: FieldSpec = FieldSpec::new("bad name{", "Help.");
}

#[derive(Metrics)]
struct Up {
    /// A name that belongs to the server.
    up: Gauge,
}

#[test]
fn names_that_are_none_are_refused() {
    let registry = Registry::new();
    let by_hand = registry.register(Arc::new(ByHand(<Counter as Metric<BadName>>::NEW)));
    assert!(matches!(by_hand, Err(RegisterError::Name { name, .. }) if name == "bad name{"));
    let up = registry.register(Arc::new(Up::new()));
    assert!(matches!(up, Err(RegisterError::Name { name, origin: Some(_) }) if name == "up"));
    assert_eq!(registry.to_text(Format::Text), "");
}
