//! Info metrics: facts about the program, as labels.

use std::fmt;

use crate::metric::{Metric, Source};
use crate::reading::Reading;
use crate::schema::{InfoSpec, Kind, MetricSchema, Number, Spec};
use crate::sync::{Mutex, lock};

/// Facts about the program that do not change while it runs: its version, its region. One series with the value 1 and
/// the suffix `_info`.
///
/// The labels are named in the attribute, and their values too where the compiler knows them:
///
/// ```
/// # use metrics_core::{Info, Metrics};
/// #[derive(Metrics)]
/// struct About {
///     /// The running program.
///     #[metric(info(version = env!("CARGO_PKG_VERSION"), region))]
///     build: Info,
/// }
/// let about = About::new();
/// about.build.set("region", "eu-1")?;
/// # Ok::<(), metrics_core::UnknownInfoLabel>(())
/// ```
pub struct Info {
    labels: &'static [InfoSpec],
    /// Values that were set while the program ran, by position in `labels`.
    set: Mutex<Vec<Option<String>>>,
}

/// The label that was to be set is not among those that the attribute names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownInfoLabel(String);

impl Info {
    /// Sets the value of a label that the attribute names. Meant for start-up: another value is another series. An empty
    /// value leaves the label out.
    ///
    /// # Errors
    ///
    /// If the attribute names no such label.
    pub fn set(&self, label: &str, value: impl Into<String>) -> Result<(), UnknownInfoLabel> {
        let place = self.labels.iter().position(|known| known.name == label);
        let place = place.ok_or_else(|| UnknownInfoLabel(label.to_owned()))?;
        // Converted before the lock is taken: the conversion is somebody else's code.
        let value = value.into();
        let mut set = lock(&self.set);
        set.resize(self.labels.len(), None);
        set[place] = Some(value);
        Ok(())
    }
}

impl<S: Spec> Metric<S> for Info {
    const NEW: Self = Self { labels: S::SPEC.info, set: Mutex::new(Vec::new()) };
    const SCHEMA: MetricSchema = MetricSchema::new(&S::SPEC, Kind::Info, Number::U64, &[]);
}

impl Source for Info {
    fn read(&self, reading: &mut Reading) {
        let set = lock(&self.set);
        for (place, label) in self.labels.iter().enumerate() {
            let set = set.get(place).and_then(Option::as_deref);
            if let Some(value) = set.or(label.value) {
                reading.push_info(label.name, value);
            }
        }
        reading.cells_mut()[0] = 1;
    }
}

impl fmt::Display for UnknownInfoLabel {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the info metric has no label `{}`: name it in `#[metric(info(…))]`", self.0)
    }
}

impl std::error::Error for UnknownInfoLabel {}
