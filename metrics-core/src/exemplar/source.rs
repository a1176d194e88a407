//! Where the labels of exemplars come from that nobody gave: usually from the current span.

use std::cell::Cell;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::ExemplarLabels;
use crate::sync::OnceLock;

type Source = dyn Fn() -> Option<ExemplarLabels> + Send + Sync;

static SOURCE: OnceLock<Box<Source>> = OnceLock::new();

/// There is a source of exemplars already: a program has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExemplarSourceTaken;

/// Says where the labels of exemplars come from that are not given with an observation, in the whole program.
///
/// `source` gives the labels of the trace that the current thread works for, or nothing if there is none, or none that
/// is kept. The crate `metrics-tracing` has one for the spans of `tracing` and OpenTelemetry. It is asked by metrics
/// [with exemplars](crate::WithExemplars) only, and of those by the first observation of a bucket after a scrape. Where
/// it has nothing, the thread lets one observation go by before it asks again, then three, and then seven at a time.
///
/// A source that panics has nothing; one that records metrics is not asked again meanwhile.
///
/// # Errors
///
/// If there is a source already.
pub fn set_exemplar_source(
    source: impl Fn() -> Option<ExemplarLabels> + Send + Sync + 'static,
) -> Result<(), ExemplarSourceTaken> {
    SOURCE.set(Box::new(source)).map_err(|_| ExemplarSourceTaken)
}

/// Whether there is a source at all.
#[inline]
pub(super) fn is_set() -> bool {
    SOURCE.get().is_some()
}

/// The labels of the source, if it has any and it is time to ask.
pub(super) fn ask() -> Option<ExemplarLabels> {
    let source = SOURCE.get()?;
    // Not in a thread whose thread-locals are gone.
    PATIENCE.try_with(|patience| patience.ask(source)).ok().flatten()
}

/// How many observations of a thread go by before the source is asked again.
struct Patience {
    left: Cell<u8>,
    /// After the last answer that there is nothing.
    last: Cell<u8>,
    asking: Cell<bool>,
}

const MOST: u8 = 7;

thread_local! {
    static PATIENCE: Patience =
        const { Patience { left: Cell::new(0), last: Cell::new(0), asking: Cell::new(false) } };
}

impl Patience {
    fn ask(&self, source: &Source) -> Option<ExemplarLabels> {
        if let Some(left) = self.left.get().checked_sub(1) {
            self.left.set(left);
            return None;
        }
        if self.asking.replace(true) {
            return None;
        }
        // Nothing of ours is half-changed by a panic here, and what the source leaves behind is its own.
        let labels = catch_unwind(AssertUnwindSafe(source)).ok().flatten();
        self.asking.set(false);
        let wait = if labels.is_some() { 0 } else { (2 * self.last.get() + 1).min(MOST) };
        self.last.set(wait);
        self.left.set(wait);
        labels
    }
}

impl fmt::Display for ExemplarSourceTaken {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("there is a source of exemplars already")
    }
}

impl std::error::Error for ExemplarSourceTaken {}
