//! A scrape: all metrics of a registry, read one after the other into a sink.

use std::time::Duration;

use super::Batch;
use super::collecting::Collected;
use super::families::{Families, is_admitted};
use super::family::Family;
use super::faults::Faults;
use crate::callback;
use crate::filter::Filter;
use crate::reading::Reading;
use crate::scraping;
use crate::sync::{Mutex, lock};

/// Where a scrape goes: a format is one implementation of this.
///
/// ```
/// use metrics_core::{Batch, Counter, Family, Metrics, Registry, Sink, label::StatusClass};
///
/// /// Lists the labels and the values.
/// #[derive(Default)]
/// struct List(Vec<String>);
///
/// impl Sink for List {
///     fn family(&mut self, _family: &Family) {}
///
///     fn batch(&mut self, batch: &Batch<'_>) {
///         for series in batch.series() {
///             let labels: Vec<_> = series.labels().collect();
///             let value = batch.schema().number.to_f64(series.cells()[0]);
///             self.0.push(format!("{} {labels:?} {value}", batch.family().name()));
///         }
///     }
/// }
///
/// #[derive(Metrics)]
/// struct Http {
///     /// Requests answered.
///     requests: Counter<StatusClass>,
/// }
///
/// let registry = Registry::new();
/// registry.register(std::sync::Arc::new(Http::new()))?;
/// let mut list = List::default();
/// registry.scrape(&mut list);
/// assert_eq!(list.0[1], r#"requests [("status", "2xx")] 0"#);
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
pub trait Sink {
    /// A family begins; what follows belongs to it, up to the next one.
    fn family(&mut self, family: &Family);

    /// All series of one metric of the family.
    fn batch(&mut self, batch: &Batch<'_>);
}

/// What a registry keeps from scrape to scrape, so that a scrape allocates nothing.
#[derive(Default)]
pub(super) struct Scraper {
    reading: Reading,
}

/// Reads all families into `sink`.
///
/// One scrape at a time: the lock is what orders scrapes, so that no counter falls from one to the next. A scrape from
/// within a callback or a collector of a scrape would wait for itself, so it goes without, and without collectors.
pub(super) fn scrape(scraper: &Mutex<Scraper>, request: &Request<'_>, faults: &Faults, sink: &mut dyn Sink) {
    let Some(_scraping) = scraping::enter() else {
        let mut reading = Reading::default();
        // On other threads, callbacks would not know that a callback waits for them, and would scrape in turn.
        reading.set_limit(request.callback_limit.filter(|_| !callback::is_calling()));
        read_all(&mut reading, request, &Collected::default(), faults, sink);
        return;
    };
    let mut scraper = lock(scraper);
    let collected = Collected::new(request.families, request.filter);
    scraper.reading.set_limit(request.callback_limit);
    read_all(&mut scraper.reading, request, &collected, faults, sink);
}

/// What a scrape is about.
pub(super) struct Request<'a> {
    pub(super) families: &'a Families,
    pub(super) filter: &'a Filter,
    pub(super) callback_limit: Option<Duration>,
}

fn read_all(
    reading: &mut Reading,
    request: &Request<'_>,
    collected: &Collected,
    faults: &Faults,
    sink: &mut dyn Sink,
) {
    for family in request.families.list.iter().filter(|family| is_admitted(family, request.filter)) {
        let mut members = family.members.iter().filter(|member| member.is_there(collected)).peekable();
        if members.peek().is_some() {
            sink.family(family);
        }
        for member in members {
            let schema = member.schema();
            reading.reset(schema);
            member.read(collected, reading);
            reading.settle(schema);
            faults.note(family.name(), member, reading);
            sink.batch(&Batch {
                family: member.family(family),
                schema,
                labels: member.labels(),
                reading,
                created: member.created(),
            });
        }
    }
}
