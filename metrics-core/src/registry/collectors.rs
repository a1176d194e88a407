//! Registering collectors, and asking how they do.

use std::panic::Location;
use std::sync::Arc;
use std::time::Duration;

use super::collecting::{Collecting, CollectorStatus};
use super::provider::Provider;
use super::{RegisterError, Registry};
use crate::collector::Collector;
use crate::errand::Failure;
use crate::filter::Filter;
use crate::sync::lock;

impl Registry {
    /// Registers a collector, under a name by which what goes wrong is counted.
    ///
    /// The names of its metrics are known from its type, so that clashes are found now. It is not run before the first
    /// scrape.
    ///
    /// # Errors
    ///
    /// If a metric of that name is registered already. Then nothing of the collector is registered.
    #[track_caller]
    pub fn register_collector(
        &self,
        name: impl Into<String>,
        collector: impl Collector,
    ) -> Result<(), RegisterError> {
        let collecting = Collecting::new(name.into(), collector);
        self.add(Provider::Collector(Arc::new(collecting)), &[], Location::caller())
    }

    /// Registers one of several collectors of the same metrics, which are told apart by these labels.
    ///
    /// # Errors
    ///
    /// As [`register_instance`](Self::register_instance).
    #[track_caller]
    pub fn register_collector_instance(
        &self,
        name: impl Into<String>,
        labels: &[(&str, &str)],
        collector: impl Collector,
    ) -> Result<(), RegisterError> {
        let collecting = Collecting::new(name.into(), collector);
        self.add(Provider::Collector(Arc::new(collecting)), labels, Location::caller())
    }

    /// Removes all collectors of this name, and says whether there were any. One that runs just now comes to its end.
    pub fn unregister_collector(&self, name: &str) -> bool {
        self.remove(|instance| instance.provider.collector().is_some_and(|own| own.name() == name))
    }

    /// How the collectors do, in the order in which they were registered.
    pub fn collectors(&self) -> Vec<CollectorStatus> {
        let families = self.families();
        families.collectors(&Filter::ALL).into_iter().map(|collector| collector.status()).collect()
    }

    /// How often callbacks ([`GaugeFn`](crate::GaugeFn), [`CounterFn`](crate::CounterFn)) had no answer, by family and by
    /// reason.
    pub fn callback_failures(&self) -> Vec<(String, Failure, u64)> {
        let faults = self.faults.all();
        faults.into_iter().map(|((family, failure), count)| (family, failure, count)).collect()
    }

    /// The greatest number of series that there can be: the sum of what the metrics' descriptions say.
    pub fn max_series(&self) -> usize {
        let families = self.families();
        families.instances().iter().map(|instance| instance.provider.schema().series()).sum()
    }

    /// Limits the time that the functions of one callback metric have in a scrape; without a limit, a scrape waits for
    /// them however long they take.
    ///
    /// With a limit, they run on a thread that is started for them in each scrape (some 20 microseconds), and their
    /// metric is missing when the time is over. While they exceed it, they hold that one thread, and scrapes do without
    /// them.
    ///
    /// The limit is that of scrapes of this registry, from within a collector too, and holds for all that they read. A
    /// registry [above](Self::register_registry) has a limit of its own, and counts what it lacks itself.
    pub fn set_callback_limit(&self, limit: Option<Duration>) {
        *lock(&self.callback_limit) = limit;
    }
}
