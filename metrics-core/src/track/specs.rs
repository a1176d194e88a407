//! What the families of tracked functions say about themselves.

use std::marker::PhantomData;

use super::Facts;
use crate::buckets::{DEFAULT, MAX};
use crate::schema::{FieldSpec, Spec};

/// A family as a type, for a function with the facts `F`.
macro_rules! spec {
    ($($name:ident: $family:ident, $help:literal;)*) => { $(
        pub(super) struct $name<F>(PhantomData<fn() -> F>);

        impl<F: Facts> Spec for $name<F> {
            const SPEC: FieldSpec = FieldSpec::new(F::NAMES.$family, $help);
        }
    )* };
}

spec! {
    Calls: calls, "Calls of tracked functions, by outcome.";
    InFlight: in_flight, "Calls of tracked functions that are going on.";
    Errors: errors, "Errors of tracked functions, by kind.";
    Busy: busy, "Time that calls of tracked functions spent inside of polls.";
}

pub(super) struct Durations<F>(PhantomData<fn() -> F>);

impl<F: Facts> Spec for Durations<F> {
    const SPEC: FieldSpec = FieldSpec {
        buckets: Some(Self::BUCKETS),
        objective: F::OBJECTIVE,
        ..FieldSpec::new(F::NAMES.duration, "How long calls of tracked functions took.")
    };
}

impl<F: Facts> Durations<F> {
    const GIVEN: &'static [f64] = match F::BUCKETS {
        Some(buckets) => buckets,
        None => DEFAULT,
    };
    const WITH_OBJECTIVE: ([f64; MAX + 1], usize) = with_bound(Self::GIVEN, F::OBJECTIVE);
    const BUCKETS: &'static [f64] = Self::WITH_OBJECTIVE.0.split_at(Self::WITH_OBJECTIVE.1).0;
}

/// The bounds, and this one among them.
pub(super) const fn with_bound(bounds: &[f64], more: Option<f64>) -> ([f64; MAX + 1], usize) {
    let (mut all, mut from) = (([0.0; MAX + 1], 0), 0);
    let mut more = more;
    while from < bounds.len() || more.is_some() {
        let next = match more {
            Some(bound) if from == bounds.len() || bound <= bounds[from] => {
                more = None;
                // A bound that is there already is not doubled.
                from += (from < bounds.len() && bound == bounds[from]) as usize;
                bound
            }
            _ => {
                from += 1;
                bounds[from - 1]
            }
        };
        all.0[all.1] = next;
        all.1 += 1;
    }
    all
}
