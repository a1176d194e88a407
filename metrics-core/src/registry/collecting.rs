//! Collectors at work: they are run for a scrape, and what goes wrong is counted.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::families::Families;
use super::provider::Provider;
use crate::collector::{AnyCollector, Collector};
use crate::errand::{Errand, Failure, Turn};
use crate::filter::Filter;
use crate::metric::AnyMetrics;
use crate::rows::Refused;
use crate::schema::SetSchema;
use crate::sync::{Mutex, lock};

/// A collector that was registered.
pub(super) struct Collecting {
    name: String,
    collector: Arc<dyn AnyCollector>,
    budget: Option<Duration>,
    turn: Arc<Turn>,
    record: Mutex<Record>,
}

/// What is known of the work of a collector.
#[derive(Clone, Default)]
struct Record {
    runs: u64,
    failures: BTreeMap<Failure, u64>,
    last_error: Option<String>,
    last_duration: Duration,
    refused: Refused,
}

/// How a collector does its work: see [`Registry::collectors`](crate::Registry::collectors).
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CollectorStatus {
    /// The name that it was registered with.
    pub name: String,
    /// How often it was asked.
    pub runs: u64,
    /// How often it failed, for each reason for which it did.
    pub failures: BTreeMap<Failure, u64>,
    /// The last error that it returned, or what it panicked with.
    pub last_error: Option<String>,
    /// How long it took, when it last came to its end in time.
    pub last_duration: Duration,
    /// How many rows were left out.
    pub refused: Refused,
}

/// What a collector returned, or what it panicked with.
type Answer = thread::Result<Result<Box<dyn AnyMetrics>, Box<dyn std::error::Error + Send + Sync>>>;

impl Collecting {
    pub(super) fn new(name: String, collector: impl Collector) -> Self {
        let budget = collector.budget();
        Self { name, collector: Arc::new(collector), budget, turn: Arc::default(), record: Mutex::default() }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn schema(&self) -> &'static SetSchema {
        self.collector.schema()
    }

    pub(super) fn status(&self) -> CollectorStatus {
        let Record { runs, failures, last_error, last_duration, refused } = lock(&self.record).clone();
        CollectorStatus { name: self.name.clone(), runs, failures, last_error, last_duration, refused }
    }

    /// Counts rows that were left out.
    pub(super) fn refuse(&self, rows: Refused) {
        lock(&self.record).refused += rows;
    }

    /// Begins to collect within the budget, on another thread.
    fn begin(&self, budget: Duration) -> Result<Errand<Answer>, Failure> {
        let collector = Arc::clone(&self.collector);
        self.turn.begin(budget, move || ask(&*collector))
    }

    /// Takes down how it went.
    fn conclude(&self, since: Instant, answer: Result<Answer, Failure>) -> Option<Box<dyn AnyMetrics>> {
        let (metrics, failure, error) = match answer {
            Ok(Ok(Ok(metrics))) => (Some(metrics), None, None),
            Ok(Ok(Err(error))) => (None, Some(Failure::Error), Some(error.to_string())),
            Ok(Err(panic)) => (None, Some(Failure::Panic), said(&*panic)),
            Err(failure) => (None, Some(failure), None),
        };
        let mut record = lock(&self.record);
        record.runs += 1;
        if metrics.is_some() {
            record.last_duration = since.elapsed();
        }
        if let Some(failure) = failure {
            *record.failures.entry(failure).or_default() += 1;
        }
        if error.is_some() {
            record.last_error = error;
        }
        metrics
    }
}

/// Nothing of ours is half-changed by a panic here, and what the collector leaves behind is its own.
fn ask(collector: &dyn AnyCollector) -> Answer {
    catch_unwind(AssertUnwindSafe(|| collector.collect_any()))
}

/// What a panic says.
fn said(panic: &(dyn Any + Send)) -> Option<String> {
    let text = panic.downcast_ref::<&str>().map(|&text| text.to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
}

/// What was collected for one scrape.
#[derive(Default)]
pub(super) struct Collected(Vec<(Arc<Collecting>, Box<dyn AnyMetrics>)>);

impl Collected {
    /// Runs all collectors with a family that is asked for: those with a budget at the same time, then the others.
    pub(super) fn new(families: &Families, filter: &Filter) -> Self {
        let due = families.collectors(filter);
        let (limited, others): (Vec<_>, Vec<_>) = due.into_iter().partition(|due| due.budget.is_some());
        let begun: Vec<_> = limited
            .into_iter()
            .map(|due| (Instant::now(), due.begin(due.budget.unwrap_or_default()), due))
            .collect();
        let mut collected = Self::default();
        for due in others {
            let since = Instant::now();
            let answer = Ok(ask(&*due.collector));
            collected.keep(due, since, answer);
        }
        for (since, errand, due) in begun {
            let answer = errand.and_then(Errand::wait).map(|answer| answer.and_then(|answer| answer));
            collected.keep(due, since, answer);
        }
        collected
    }

    fn keep(&mut self, due: &Arc<Collecting>, since: Instant, answer: Result<Answer, Failure>) {
        let metrics = due.conclude(since, answer);
        self.0.extend(metrics.map(|metrics| (Arc::clone(due), metrics)));
    }

    /// The set that something registered stands for, if there is one this time.
    pub(super) fn set<'a>(&'a self, provider: &'a Provider) -> Option<&'a dyn AnyMetrics> {
        let collecting = match provider {
            Provider::Set(set) => return Some(set.set()),
            Provider::Collector(collecting) => collecting,
        };
        self.0.iter().find(|(one, _)| Arc::ptr_eq(one, collecting)).map(|(_, metrics)| &**metrics)
    }
}
