//! Where the metrics of something registered come from.

use std::sync::Arc;

use super::collecting::Collecting;
use super::set_ref::SetRef;
use crate::schema::SetSchema;

/// A set that is there, or a collector that makes one for each scrape.
#[derive(Clone)]
pub(super) enum Provider {
    Set(SetRef),
    Collector(Arc<Collecting>),
}

impl Provider {
    pub(super) fn schema(&self) -> &'static SetSchema {
        match self {
            Self::Set(set) => set.set().schema(),
            Self::Collector(collecting) => collecting.schema(),
        }
    }

    /// Whether it is the set at this address. Two sets without size may share an address, and a constant may have
    /// several.
    pub(super) fn is_set(&self, address: *const (), schema: &'static SetSchema) -> bool {
        let Self::Set(set) = self else { return false };
        let own = set.set().schema();
        SetRef::address(set.set()) == address
            && (own.type_name, own.location) == (schema.type_name, schema.location)
    }

    /// Whether both are one and the same set.
    pub(super) fn is_set_of(&self, other: &Self) -> bool {
        let Self::Set(other) = other else { return false };
        self.is_set(SetRef::address(other.set()), other.set().schema())
    }

    pub(super) fn collector(&self) -> Option<&Arc<Collecting>> {
        match self {
            Self::Set(_) => None,
            Self::Collector(collecting) => Some(collecting),
        }
    }
}
