//! The slots of a metric: one for each of its buckets that ever had an exemplar.

use std::time::{Duration, SystemTime};

use super::slot::{Remembered, Slot};
use super::{Exemplar, ExemplarLabels, source};
use crate::sync::{AtomicU64, OnceLock, Ordering, allocated};

/// What the buckets of all series of a metric remember.
pub(super) struct Slots {
    /// The number of series.
    series: usize,
    /// The number of buckets of each.
    buckets: usize,
    /// How often they were read. Publishes nothing, so all its orderings are relaxed.
    reads: AtomicU64,
    /// Allocated with the first exemplar.
    places: OnceLock<Box<[Place]>>,
}

#[derive(Default)]
struct Place {
    /// The number of reads before the last exemplar, plus one.
    remembered_at: AtomicU64,
    /// Allocated with the bucket's first exemplar.
    slot: OnceLock<Box<Slot>>,
}

impl Slots {
    pub(super) const fn new(series: usize, buckets: usize) -> Self {
        Self { series, buckets, reads: AtomicU64::new(0), places: OnceLock::new() }
    }

    /// The place of the first bucket of a series; beyond all places if there is no such series.
    #[inline]
    pub(super) fn first_of(&self, index: usize) -> usize {
        if index < self.series { index * self.buckets } else { usize::MAX }
    }

    /// Remembers an observation with these labels, if they can be exposed.
    pub(super) fn remember(&self, place: usize, value: f64, labels: &ExemplarLabels) {
        if place >= self.series.saturating_mul(self.buckets) || !labels.is_valid() {
            return;
        }
        let Some(place) = self.places().get(place) else { return };
        let remembered = Remembered { value, nanoseconds: now(), labels: labels.clone() };
        let slot = allocated(&place.slot, || Box::new(Slot::new()));
        if slot.is_some_and(|slot| slot.write(&remembered)) {
            place.remembered_at.store(self.reads.load(Ordering::Relaxed).wrapping_add(1), Ordering::Relaxed);
        }
    }

    /// Remembers an observation with the labels of the [source](source), unless one was remembered since the last read.
    pub(super) fn remember_current(&self, place: usize, value: f64) {
        if self.is_stale(place) {
            if let Some(labels) = source::ask() {
                self.remember(place, value, &labels);
            }
        }
    }

    fn is_stale(&self, place: usize) -> bool {
        let place = self.places.get().and_then(|places| places.get(place));
        let remembered_at = place.map_or(0, |place| place.remembered_at.load(Ordering::Relaxed));
        remembered_at != self.reads.load(Ordering::Relaxed).wrapping_add(1)
    }

    /// Calls `visit` with the series and the bucket of each place that remembers something, and makes room for newer ones.
    pub(super) fn read(&self, mut visit: impl FnMut(usize, usize, Exemplar)) {
        self.reads.fetch_add(1, Ordering::Relaxed);
        for (number, place) in self.places.get().into_iter().flatten().enumerate() {
            let remembered = place.slot.get().and_then(|slot| slot.read());
            if let Some(Remembered { value, nanoseconds, labels }) = remembered {
                let timestamp = SystemTime::UNIX_EPOCH + Duration::from_nanos(nanoseconds);
                visit(number / self.buckets, number % self.buckets, Exemplar { value, timestamp, labels });
            }
        }
    }

    fn places(&self) -> &[Place] {
        let places =
            allocated(&self.places, || (0..self.series * self.buckets).map(|_| Place::default()).collect());
        places.map_or(&[], |places| places)
    }
}

/// Nanoseconds since the Unix epoch.
fn now() -> u64 {
    let since_epoch = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_epoch.as_nanos()).unwrap_or(u64::MAX)
}

#[cfg(all(test, not(loom)))]
mod tests {
    use super::*;

    fn remembered(slots: &Slots) -> Vec<(usize, usize, f64)> {
        let mut all = Vec::new();
        slots.read(|series, bucket, exemplar| all.push((series, bucket, exemplar.value)));
        all
    }

    #[test]
    fn each_bucket_of_each_series_has_a_place() {
        let slots = Slots::new(2, 3);
        assert_eq!([0, 1, 2].map(|series| slots.first_of(series)), [0, 3, usize::MAX]);
        assert_eq!(remembered(&slots), []);
        let labels = ExemplarLabels::from([("trace_id", "t")]);
        for place in [0, 4, 5] {
            slots.remember(place, f64::from(u8::try_from(place).unwrap()), &labels);
        }
        slots.remember(6, 6.0, &labels);
        slots.remember(usize::MAX, 7.0, &labels);
        slots.remember(1, 8.0, &ExemplarLabels::from([("not a name", "t")]));
        assert_eq!(remembered(&slots), [(0, 0, 0.0), (1, 1, 4.0), (1, 2, 5.0)]);
    }

    /// What the documentation of `WithExemplars` says.
    #[cfg(target_pointer_width = "64")]
    #[test]
    fn the_costs_are_those_that_are_documented() {
        use super::super::{WithExemplars, slot::REST};
        use crate::{Counter, Histogram};
        assert_eq!(size_of::<WithExemplars<Counter>>() - size_of::<Counter>(), 48);
        assert_eq!(size_of::<WithExemplars<Histogram>>() - size_of::<Histogram>(), 48);
        assert_eq!((size_of::<Place>(), size_of::<Slot>(), REST), (24, 376, 368));
    }

    #[test]
    fn a_place_is_stale_again_after_each_read() {
        let slots = Slots::new(1, 2);
        assert!(slots.is_stale(0) && slots.is_stale(1));
        slots.remember(1, 1.0, &ExemplarLabels::from([("trace_id", "t")]));
        assert!(slots.is_stale(0) && !slots.is_stale(1));
        remembered(&slots);
        assert!(slots.is_stale(0) && slots.is_stale(1));
    }

    #[test]
    fn a_counter_has_one_place_and_a_histogram_one_for_each_bucket() {
        use crate::schema::{FieldSpec, Kind, MetricSchema, Number};
        let spec = FieldSpec { buckets: Some(&[1.0, 2.0]), ..FieldSpec::new("x", "Help.") };
        let places = |kind| super::super::places(&MetricSchema::new(&spec, kind, Number::F64, &[]));
        assert_eq!((places(Kind::Counter), places(Kind::Histogram)), (1, 3));
    }
}
