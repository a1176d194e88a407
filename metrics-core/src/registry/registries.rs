//! A registry over other registries.

use std::iter::zip;
use std::ptr;
use std::sync::{Arc, Weak};

use super::families::{Families, joined};
use super::family::Instance;
use super::{RegisterError, Registry, check_labels};
use crate::sync::{Mutex, lock};

/// A registry that lives as long as another one needs it.
#[derive(Clone, Debug)]
pub enum RegistryRef {
    /// One in a static.
    Static(&'static Registry),
    /// One that several hold.
    Shared(Arc<Registry>),
}

impl RegistryRef {
    /// The registry.
    pub fn registry(&self) -> &Registry {
        match self {
            Self::Static(registry) => registry,
            Self::Shared(registry) => registry,
        }
    }
}

impl From<&'static Registry> for RegistryRef {
    fn from(registry: &'static Registry) -> Self {
        Self::Static(registry)
    }
}

impl From<Arc<Registry>> for RegistryRef {
    fn from(registry: Arc<Registry>) -> Self {
        Self::Shared(registry)
    }
}

/// Held while a registry is put below another one: two that do this to each other at once would make a circle, and
/// neither would see it.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The registries below one, and what all of them make together.
#[derive(Default)]
pub(super) struct Registries {
    below: Mutex<Vec<Below>>,
    merged: Mutex<Option<Merged>>,
}

#[derive(Clone)]
struct Below {
    registry: RegistryRef,
    labels: Vec<(String, String)>,
}

/// What was merged last, and of what: as long as nothing is registered anywhere, it is good.
struct Merged {
    parts: Vec<Weak<Families>>,
    families: Arc<Families>,
    left_out: Vec<RegisterError>,
}

impl Registry {
    /// Exposes everything that is, or ever will be, registered in another registry, with some more labels (or none) and
    /// with this registry's prefix and labels.
    ///
    /// Families of one name are one family, whose series are told apart by the labels. What clashes later on, because
    /// somebody registers it in one of the registries, is [left out](Self::left_out).
    ///
    /// ```
    /// use std::sync::Arc;
    /// use metrics_core::{Counter, Metrics, Registry};
    ///
    /// #[derive(Metrics)]
    /// struct Jobs {
    ///     /// Jobs done.
    ///     jobs: Counter,
    /// }
    ///
    /// let all = Registry::new();
    /// for plugin in ["mail", "reports"] {
    ///     let registry = Arc::new(Registry::new());
    ///     all.register_registry(&[("plugin", plugin)], Arc::clone(&registry))?;
    ///     let jobs = Arc::new(Jobs::new());
    ///     registry.register(Arc::clone(&jobs))?;
    ///     jobs.jobs.inc();
    /// }
    /// assert_eq!(all.snapshot().value("jobs_total", &[("plugin", "mail")]), Some(1.0));
    /// assert_eq!(all.snapshot().sum("jobs_total", &[]), 2.0);
    /// # Ok::<(), metrics_core::RegisterError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If a metric of the other registry clashes with one that is here, if a label cannot be used, or if the other
    /// registry exposes this one. Then nothing of it is exposed.
    pub fn register_registry(
        &self,
        labels: &[(&str, &str)],
        registry: impl Into<RegistryRef>,
    ) -> Result<(), RegisterError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let labels: Vec<_> = self.labels.iter().cloned().chain(labels.iter().map(owned)).collect();
        check_labels(&labels, None)?;
        let below = Below { registry: registry.into(), labels };
        let added = below.registry.registry();
        let (mut trial, theirs) = ((*self.families()).clone(), added.families());
        // Dropped after the guard, as all of the above: a set may well register something when it is dropped.
        let reached;
        let _guard = lock(&ONE_AT_A_TIME);
        reached = added.reached();
        if [added].into_iter().chain(reached.iter().map(RegistryRef::registry)).any(|one| ptr::eq(one, self))
        {
            return Err(RegisterError::Circle);
        }
        for instance in theirs.instances() {
            trial.add_instance(below.relabelled(self, instance))?;
        }
        lock(&self.registries.below).push(below);
        Ok(())
    }

    /// Exposes another registry no longer, and says whether it was.
    pub fn unregister_registry(&self, registry: &Registry) -> bool {
        let mut below = lock(&self.registries.below);
        let is_it = |one: &Below| ptr::eq(one.registry.registry(), registry);
        let (gone, rest): (Vec<_>, Vec<_>) = below.drain(..).partition(is_it);
        *below = rest;
        // Not dropped under the lock: what is in it may well scrape then.
        drop(below);
        self.registries.forget();
        !gone.is_empty()
    }

    /// What registries below this one have and this one does not expose, because it clashes with something else.
    pub fn left_out(&self) -> Vec<RegisterError> {
        let _current = self.families();
        lock(&self.registries.merged).as_ref().map(|merged| merged.left_out.clone()).unwrap_or_default()
    }

    /// The registries below this one, those below them included.
    fn reached(&self) -> Vec<RegistryRef> {
        let below = |registry: &Self| {
            let below = lock(&registry.registries.below);
            below.iter().map(|below| below.registry.clone()).collect::<Vec<_>>()
        };
        let (mut all, mut at) = (below(self), 0);
        while at < all.len() {
            let more = below(all[at].registry());
            all.extend(more);
            at += 1;
        }
        all
    }

    /// What is registered here and below, now.
    pub(super) fn families(&self) -> Arc<Families> {
        let own = Arc::clone(&lock(&self.families));
        let below = lock(&self.registries.below).clone();
        if below.is_empty() {
            // A scrape that began before the last one was unregistered may have merged it since.
            self.registries.forget();
            return own;
        }
        let parts: Vec<_> = below.iter().map(|below| below.registry.registry().families()).collect();
        let all: Vec<_> = [&own].into_iter().chain(&parts).map(Arc::downgrade).collect();
        if let Some(merged) = lock(&self.registries.merged).as_ref().filter(|merged| merged.is_of(&all)) {
            return Arc::clone(&merged.families);
        }
        let (mut families, mut left_out) = ((*own).clone(), Vec::new());
        for (below, part) in zip(&below, &parts) {
            let instances = part.instances().iter().map(|instance| below.relabelled(self, instance));
            left_out.extend(instances.filter_map(|instance| families.add_instance(instance).err()));
        }
        let families = Arc::new(families);
        let merged = Merged { parts: all, families: Arc::clone(&families), left_out };
        let old = lock(&self.registries.merged).replace(merged);
        // Not dropped under the lock, either.
        drop(old);
        families
    }
}

impl Registries {
    /// Lets go of what was merged.
    fn forget(&self) {
        let merged = lock(&self.merged).take();
        // Not dropped under the lock, either.
        drop(merged);
    }
}

impl Below {
    /// Something that is registered below, as the registry above exposes it.
    fn relabelled(&self, above: &Registry, instance: &Instance) -> Instance {
        let prefix = joined(&above.prefix, &instance.prefix).into();
        let labels = self.labels.iter().chain(&*instance.labels).cloned().collect();
        Instance { prefix, labels, ..instance.clone() }
    }
}

impl Merged {
    fn is_of(&self, parts: &[Weak<Families>]) -> bool {
        self.parts.len() == parts.len() && zip(&self.parts, parts).all(|(one, other)| one.ptr_eq(other))
    }
}
