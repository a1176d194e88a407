//! Registries: which metrics are exposed together.

mod batch;
mod collecting;
mod collectors;
mod error;
mod families;
mod family;
mod faults;
mod label_key;
mod link_time;
mod provider;
mod registries;
mod scrape;
mod set_ref;

use std::mem;
use std::panic::Location;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use crate::filter::Filter;
use crate::metric::Metrics;
use crate::negotiate::Format;
use crate::snapshot::Snapshot;
use crate::sync::{AtomicBool, Mutex, Ordering, lock};
use crate::text::{Line, Text};

pub(crate) use batch::wire_name;
pub use batch::{Batch, Series};
pub use collecting::CollectorStatus;
pub use error::{Origin, RegisterError};
pub use family::Family;
pub use link_time::{LinkTime, LinkTimeCalls};
pub use registries::RegistryRef;
pub use scrape::Sink;
pub use set_ref::SetRef;

use families::Families;
use family::Instance;
use faults::Faults;
use provider::Provider;
use registries::Registries;
use scrape::{Request, Scraper};

/// Metric sets that are exposed together, under names that do not clash.
///
/// A program has a [`global`](Self::global) one, where the sets marked [`#[register]`](macro@crate::register) and the
/// functions marked [`#[track_metrics]`](macro@crate::track_metrics) are from the start; a test makes its own.
///
/// ```
/// use std::sync::Arc;
/// use metrics_core::{Counter, Format, Metrics, Registry};
///
/// #[derive(Metrics)]
/// #[metrics(prefix = "shop")]
/// struct ShopMetrics {
///     /// Orders processed.
///     orders: Counter,
/// }
///
/// let registry = Registry::new();
/// let shop = Arc::new(ShopMetrics::new());
/// registry.register(Arc::clone(&shop))?;
/// shop.orders.inc();
/// assert!(registry.to_text(Format::Text).contains("\nshop_orders_total 1\n"));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
///
/// # Scrapes
///
/// Scrapes of one registry run one after the other. Recording never waits for them, nor they for it, and neither does
/// registering. A scrape is no snapshot: two series may disagree by what happened between reading one and the other.
#[derive(Default)]
pub struct Registry {
    prefix: String,
    labels: Vec<(String, String)>,
    /// Replaced as a whole, so that a scrape works on what it began with, and holds no lock that `register` needs.
    families: Mutex<Arc<Families>>,
    scraper: Mutex<Scraper>,
    /// Whether `OpenMetrics` has a `_created` for each series that only grows.
    created: AtomicBool,
    /// Working space of the text formats, taken while a scrape uses it.
    line: Mutex<Line>,
    faults: Faults,
    callback_limit: Mutex<Option<Duration>>,
    registries: Registries,
}

/// Makes a [`Registry`] whose metrics have something in common.
#[must_use = "call `build` to have a registry"]
#[derive(Default)]
pub struct RegistryBuilder {
    prefix: String,
    labels: Vec<(String, String)>,
    created: bool,
}

impl Registry {
    /// An empty registry.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes a registry with a prefix for all names, or with labels for all series.
    pub fn builder() -> RegistryBuilder {
        RegistryBuilder::default()
    }

    /// The registry of the program.
    ///
    /// The first call registers what was collected at link time. A set that clashes with another one is left out,
    /// reported once on the standard error, and listed by [`conflicts`](Self::conflicts).
    pub fn global() -> &'static Self {
        &link_time::global().registry
    }

    /// What could not be registered at link time, because it clashes with something else; empty in a program in order.
    pub fn conflicts() -> &'static [RegisterError] {
        &link_time::global().conflicts
    }

    /// Whether the `OpenMetrics` output says since when each counter, histogram and summary counts, as `_created`; it does
    /// not unless it is told to.
    ///
    /// To most servers `_created` is one more series for each of them. Other sinks have the time in any case:
    /// [`Batch::created`].
    pub fn expose_created(&self, exposed: bool) {
        // Relaxed: publishes nothing.
        self.created.store(exposed, Ordering::Relaxed);
    }

    /// Registers a set: a `&'static` one, or an `Arc`, which the registry keeps alive until it is unregistered.
    ///
    /// # Errors
    ///
    /// If a metric of that name is registered already. Then nothing of the set is registered.
    #[track_caller]
    pub fn register(&self, set: impl Into<SetRef>) -> Result<(), RegisterError> {
        self.add(Provider::Set(set.into()), &[], Location::caller())
    }

    /// Registers one of several instances of a set: their metrics are told apart by these labels.
    ///
    /// # Errors
    ///
    /// If a label's name is not `snake_case` or reserved, if its value is empty, or if a metric is registered already
    /// with the same name and labels. Then nothing of the set is registered.
    #[track_caller]
    pub fn register_instance(
        &self,
        labels: &[(&str, &str)],
        set: impl Into<SetRef>,
    ) -> Result<(), RegisterError> {
        self.add(Provider::Set(set.into()), labels, Location::caller())
    }

    /// Removes a set, and says whether it was there.
    pub fn unregister<M: Metrics>(&self, set: &M) -> bool {
        self.remove(|instance| instance.provider.is_set(SetRef::address(set), M::SCHEMA))
    }

    /// Appends the whole exposition to `out`. Allocates nothing but `out`, once it has done so a first time.
    pub fn encode(&self, format: Format, out: &mut Vec<u8>) {
        self.encode_filtered(format, &Filter::ALL, out);
    }

    /// Appends an exposition of some families to `out`.
    pub fn encode_filtered(&self, format: Format, filter: &Filter, out: &mut Vec<u8>) {
        let line = mem::take(&mut *lock(&self.line));
        let created = self.created.load(Ordering::Relaxed);
        let mut text = Text::new(format, out, line).with_created(created);
        self.scrape_filtered(filter, &mut text);
        *lock(&self.line) = text.finish();
    }

    /// The whole exposition.
    pub fn to_text(&self, format: Format) -> String {
        let mut out = Vec::new();
        self.encode(format, &mut out);
        String::from_utf8(out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
    }

    /// All current values, to be asked for by name: for tests.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::default();
        self.scrape(&mut snapshot);
        snapshot
    }

    /// Reads all metrics into `sink`.
    pub fn scrape(&self, sink: &mut dyn Sink) {
        self.scrape_filtered(&Filter::ALL, sink);
    }

    /// Reads the metrics of some families into `sink`. Callbacks and collectors of others are not run.
    pub fn scrape_filtered(&self, filter: &Filter, sink: &mut dyn Sink) {
        let families = self.families();
        let callback_limit = *lock(&self.callback_limit);
        let request = Request { families: &families, filter, callback_limit };
        scrape::scrape(&self.scraper, &request, &self.faults, sink);
    }

    fn add(
        &self,
        provider: Provider,
        labels: &[(&str, &str)],
        registered: &'static Location<'static>,
    ) -> Result<(), RegisterError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let labels: Vec<_> = self.labels.iter().cloned().chain(labels.iter().map(owned)).collect();
        let (prefix, labels) = (self.prefix.as_str().into(), labels.into());
        let created = SystemTime::now();
        let instance = Instance { provider, prefix, labels, registered, created, function: None };
        check_labels(&instance.labels, Some(instance.origin()))?;
        // What is refused is dropped with this one, and not under the lock: it may well scrape then.
        let _held = instance.clone();
        // Copied only if a scrape is going on, which then works on what it began with.
        Arc::make_mut(&mut lock(&self.families)).add_instance(instance)
    }

    fn remove(&self, is_it: impl Fn(&Instance) -> bool) -> bool {
        let mut families = lock(&self.families);
        // What is removed is dropped with this, and not under the lock: it may well scrape then.
        let before = Arc::clone(&families);
        let found = Arc::make_mut(&mut families).remove(is_it);
        drop(families);
        drop(before);
        found
    }
}

impl RegistryBuilder {
    /// What all names begin with, without the underscore.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// A label that all series have. One that the scraper knows anyway (`job`, `instance`) does not belong here.
    pub fn label(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.labels.push((name.into(), value.into()));
        self
    }

    /// Says since when each counter, histogram and summary counts: see [`Registry::expose_created`].
    pub fn expose_created(mut self) -> Self {
        self.created = true;
        self
    }

    /// Makes the registry.
    ///
    /// # Errors
    ///
    /// If the prefix or a label's name is not `snake_case` or reserved, or a label's value is empty.
    pub fn build(self) -> Result<Registry, RegisterError> {
        if !self.prefix.is_empty() && !crate::check::text::is_snake_case(&self.prefix) {
            return Err(RegisterError::Name { name: self.prefix, origin: None });
        }
        check_labels(&self.labels, None)?;
        let created = AtomicBool::new(self.created);
        Ok(Registry { prefix: self.prefix, labels: self.labels, created, ..Registry::default() })
    }
}

fn check_labels(labels: &[(String, String)], origin: Option<Origin>) -> Result<(), RegisterError> {
    for (place, (name, value)) in labels.iter().enumerate() {
        let given_twice = labels[..place].iter().any(|(earlier, _)| earlier == name);
        if given_twice || value.is_empty() || !crate::check::is_label_name(name) {
            return Err(RegisterError::Label { name: name.clone(), value: value.clone(), origin });
        }
    }
    Ok(())
}
