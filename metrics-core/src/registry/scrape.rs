//! A scrape: all metrics of a registry, read one after the other into a sink.

use std::cell::Cell;

use super::Batch;
use super::family::{Families, Family};
use crate::reading::Reading;
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

thread_local! {
    static SCRAPING: Cell<bool> = const { Cell::new(false) };
}

/// Reads all families into `sink`.
///
/// One scrape at a time: the lock is what orders scrapes, so that no counter falls from one to the next. A scrape from
/// within a callback of a scrape would wait for itself, so it goes without.
pub(super) fn scrape(scraper: &Mutex<Scraper>, families: &Families, sink: &mut dyn Sink) {
    if SCRAPING.replace(true) {
        read_all(&mut Reading::default(), families, sink);
        return;
    }
    let _outermost = Outermost;
    read_all(&mut lock(scraper).reading, families, sink);
}

fn read_all(reading: &mut Reading, families: &Families, sink: &mut dyn Sink) {
    for family in &families.0 {
        sink.family(family);
        for member in &family.members {
            let schema = member.schema();
            reading.reset(schema);
            member
                .sources
                .iter()
                .filter_map(|source| source.metric())
                .for_each(|metric| metric.read(reading));
            reading.settle(schema);
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

/// Marks the end of a scrape, also when it panics.
struct Outermost;

impl Drop for Outermost {
    fn drop(&mut self) {
        SCRAPING.set(false);
    }
}
