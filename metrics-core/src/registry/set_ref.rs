//! A set that a registry holds.

use std::sync::Arc;

use crate::metric::{AnyMetrics, Metrics};

/// A metric set that lives as long as a registry needs it.
#[derive(Clone)]
pub struct SetRef(Held);

#[derive(Clone)]
enum Held {
    Static(&'static dyn AnyMetrics),
    Shared(Arc<dyn AnyMetrics>),
}

impl SetRef {
    /// Any set in a static.
    pub const fn of_static(set: &'static dyn AnyMetrics) -> Self {
        Self(Held::Static(set))
    }

    /// The set.
    pub fn set(&self) -> &dyn AnyMetrics {
        match &self.0 {
            Held::Static(set) => *set,
            Held::Shared(set) => &**set,
        }
    }

    /// Where a set lives: tells two instances apart.
    pub(super) fn address<T: ?Sized>(set: &T) -> *const () {
        std::ptr::from_ref(set).cast()
    }
}

impl<M: Metrics> From<&'static M> for SetRef {
    fn from(set: &'static M) -> Self {
        Self(Held::Static(set))
    }
}

impl<M: Metrics> From<Arc<M>> for SetRef {
    fn from(set: Arc<M>) -> Self {
        Self(Held::Shared(set))
    }
}
