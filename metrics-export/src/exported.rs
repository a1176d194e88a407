//! Which registry is pushed.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use metrics_core::Registry;

/// A registry, whoever owns it; the global one, unless another is said. That is not asked for before it is needed: the
/// first to ask has it collected.
#[derive(Clone, Default)]
pub(crate) struct Exported(Option<Arc<dyn Deref<Target = Registry> + Send + Sync>>);

impl Exported {
    pub(crate) fn new(registry: impl Deref<Target = Registry> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(registry)))
    }

    pub(crate) fn registry(&self) -> &Registry {
        match &self.0 {
            Some(registry) => registry,
            None => Registry::global(),
        }
    }
}

impl fmt::Debug for Exported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Registry" } else { "Registry::global()" })
    }
}
