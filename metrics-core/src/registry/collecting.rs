//! Collectors at work: they are run for a scrape, and what goes wrong is counted.

use std::any::Any;
use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use super::families::Families;
use super::provider::Provider;
use crate::collector::{AnyCollector, Collector};
use crate::errand::{Done, Errand, Failure, Turn};
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

/// What a collector returned, or what its error says.
type Answer = Result<Box<dyn AnyMetrics>, String>;

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

    /// Collects on this thread. A registry above the own one has a scraper of its own, so two scrapes may come at once.
    fn run(&self) -> Result<Done<Answer>, Failure> {
        self.turn.run(|| ask(&*self.collector))
    }

    /// Takes down how it went.
    fn conclude(&self, done: Result<Done<Answer>, Failure>) -> Option<Box<dyn AnyMetrics>> {
        let answer = done.map(|done| (done.answer, done.took));
        let (collected, failure, error) = match answer {
            Ok((Ok(Ok(metrics)), took)) => (Some((metrics, took)), None, None),
            Ok((Ok(Err(error)), _)) => (None, Some(Failure::Error), Some(error)),
            Ok((Err(panic), _)) => (None, Some(Failure::Panic), said(&*panic)),
            Err(failure) => (None, Some(failure), None),
        };
        let mut record = lock(&self.record);
        record.runs += 1;
        if let Some(failure) = failure {
            *record.failures.entry(failure).or_default() += 1;
        }
        if error.is_some() {
            record.last_error = error;
        }
        let (metrics, took) = collected?;
        record.last_duration = took;
        Some(metrics)
    }
}

fn ask(collector: &dyn AnyCollector) -> Answer {
    collector.collect_any().map_err(|error| text(&*error))
}

/// What an error says, unless saying it fails.
fn text(error: &dyn Error) -> String {
    let text = catch_unwind(AssertUnwindSafe(|| error.to_string()));
    text.unwrap_or_else(|_| "an error that cannot be displayed".to_owned())
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
        let begun: Vec<_> =
            limited.into_iter().map(|due| (due.begin(due.budget.unwrap_or_default()), due)).collect();
        let mut collected = Self::default();
        for due in others {
            collected.keep(due, due.run());
        }
        for (errand, due) in begun {
            collected.keep(due, errand.and_then(Errand::wait));
        }
        collected
    }

    fn keep(&mut self, due: &Arc<Collecting>, done: Result<Done<Answer>, Failure>) {
        let metrics = due.conclude(done);
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
