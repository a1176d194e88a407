//! What was missing from scrapes, because a callback did not say it.

use std::collections::BTreeMap;

use super::family::FamilyMember;
use crate::errand::Failure;
use crate::reading::Reading;
use crate::sync::{Mutex, lock};

/// How often the callbacks of each family failed.
#[derive(Default)]
pub(super) struct Faults(Mutex<BTreeMap<(String, Failure), u64>>);

impl Faults {
    /// Takes down what a reading lacks: with the collector that it came from, or here.
    pub(super) fn note(&self, family: &str, member: &FamilyMember, reading: &Reading) {
        let refused = reading.refused();
        if let (Some(collector), 1..) = (member.collector(), refused.total()) {
            collector.refuse(refused);
        }
        if let Some(failure) = reading.failure() {
            *lock(&self.0).entry((family.to_owned(), failure)).or_default() += 1;
        }
    }

    pub(super) fn all(&self) -> BTreeMap<(String, Failure), u64> {
        lock(&self.0).clone()
    }
}
