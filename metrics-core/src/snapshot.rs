//! All values of a registry at one moment, to be asked for by name.

use std::collections::BTreeMap;

use crate::registry::{Batch, Family, Sink};
use crate::schema::Kind;

/// The samples of a registry, as the text format 0.0.4 would write them.
///
/// For tests: compare what a piece of code did with [`since`](Self::since), so that tests which share a registry do not
/// depend on each other's order.
///
/// ```
/// # use std::sync::Arc;
/// # use metrics_core::{Counter, Metrics, Registry, label::StatusClass};
/// #[derive(Metrics)]
/// struct Http {
///     /// Requests answered.
///     requests: Counter<StatusClass>,
/// }
///
/// let registry = Registry::new();
/// let http = Arc::new(Http::new());
/// registry.register(Arc::clone(&http))?;
///
/// let before = registry.snapshot();
/// http.requests.with(StatusClass::Success).inc();
/// let change = registry.snapshot().since(&before);
/// assert_eq!(change.value("requests_total", &[("status", "2xx")]), Some(1.0));
/// # Ok::<(), metrics_core::RegisterError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    samples: BTreeMap<Series, f64>,
}

/// A name and labels, which are in the order of their names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Series {
    name: String,
    labels: Vec<(String, String)>,
}

impl Snapshot {
    /// The value of the sample with this name and exactly these labels, in any order.
    pub fn value(&self, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
        let labels = labels.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.samples.get(&Series::new(name.to_owned(), labels.collect())).copied()
    }

    /// The sum of all samples with this name and at least these labels; zero if there are none.
    pub fn sum(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        let has = |series: &Series, (name, value): &(&str, &str)| {
            series.labels.iter().any(|label| label.0 == *name && label.1 == *value)
        };
        let matching = |series: &Series| series.name == name && labels.iter().all(|label| has(series, label));
        let samples = self.samples.iter().filter(|(series, _)| matching(series));
        // Not `sum`, which begins with -0.0.
        samples.fold(0.0, |sum, (_, value)| sum + value)
    }

    /// The change of each sample since `earlier`; a sample that is new has changed from zero.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let change = |(series, value): (&Series, &f64)| {
            (series.clone(), value - earlier.samples.get(series).copied().unwrap_or(0.0))
        };
        Self { samples: self.samples.iter().map(change).collect() }
    }

    /// All samples: name, labels in the order of their names, value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[(String, String)], f64)> {
        self.samples.iter().map(|(series, value)| (series.name.as_str(), series.labels.as_slice(), *value))
    }

    fn push(&mut self, family: &Family, suffix: &str, labels: Vec<(String, String)>, value: f64) {
        let series = Series::new(format!("{}{suffix}", family.name()), labels);
        self.samples.insert(series, value);
    }

    fn push_histogram(&mut self, family: &Family, labels: &[(String, String)], row: &[u64]) {
        let (sum, buckets) = row.split_first().map_or((0, row), |(&sum, buckets)| (sum, buckets));
        let mut count = 0_u64;
        for (bound, bucket) in family.bounds().iter().zip(buckets) {
            count = count.wrapping_add(*bucket);
            let mut labels = labels.to_vec();
            labels.push(("le".to_owned(), bound.clone()));
            self.push(family, "_bucket", labels, count as f64);
        }
        self.push(family, "_sum", labels.to_vec(), family.schema().number.to_f64(sum));
        self.push(family, "_count", labels.to_vec(), count as f64);
    }

    fn push_summary(&mut self, family: &Family, labels: &[(String, String)], row: &[u64]) {
        for (quantile, cell) in family.bounds().iter().zip(&row[2..]) {
            let mut labels = labels.to_vec();
            labels.push(("quantile".to_owned(), quantile.clone()));
            self.push(family, "", labels, f64::from_bits(*cell));
        }
        self.push(family, "_sum", labels.to_vec(), family.schema().number.to_f64(row[0]));
        self.push(family, "_count", labels.to_vec(), row[1] as f64);
    }
}

impl Sink for Snapshot {
    fn family(&mut self, _family: &Family) {}

    fn batch(&mut self, batch: &Batch<'_>) {
        let (family, schema) = (batch.family(), batch.schema());
        for series in batch.series() {
            let row = series.cells();
            let labels: Vec<_> =
                series.labels().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            match schema.kind {
                Kind::Histogram => self.push_histogram(family, &labels, row),
                Kind::Summary => self.push_summary(family, &labels, row),
                Kind::Counter => self.push(family, "_total", labels, schema.number.to_f64(row[0])),
                Kind::Gauge | Kind::StateSet => self.push(family, "", labels, schema.number.to_f64(row[0])),
                Kind::Info => self.push(family, "_info", labels, 1.0),
            }
        }
    }
}

impl Series {
    fn new(name: String, mut labels: Vec<(String, String)>) -> Self {
        labels.sort_unstable();
        Self { name, labels }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_nothing_is_zero_and_not_below_it() {
        assert_eq!(Snapshot::default().sum("jobs_total", &[]).to_string(), "0");
    }
}
