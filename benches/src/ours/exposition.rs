//! Metric sets of both shapes.

use std::sync::Arc;

use metrics_core::label::{Label, Values};
use metrics_core::{Counter, Format, Histogram, Metrics, Registry};

use crate::exposition::{Exposition, Shape, VALUES, amount, observation};

/// The first label of a series, with so many values.
#[derive(Clone, Copy)]
struct Shard<const N: usize>(usize);

/// The second label of a series, with so many values.
#[derive(Clone, Copy)]
struct Route<const N: usize>(usize);

macro_rules! label {
    ($type:ident, $name:literal) => {
        impl<const N: usize> Label for $type<N> {
            const NAME: &'static str = $name;
            const VALUES: Values = Values::Fixed(VALUES.split_at(N).0);

            fn index(self) -> usize {
                self.0
            }

            fn from_index(index: usize) -> Option<Self> {
                (index < N).then_some(Self(index))
            }
        }
    };
}

label!(Shard, "shard");
label!(Route, "route");

/// Writes a set of families that differ in nothing but the name.
macro_rules! set {
    ($set:ident $(, Counter<$counter_labels:ty>: $($counter:ident)*)? $(, Histogram<$histogram_labels:ty>: $($histogram:ident)*)?) => {
        #[derive(Metrics)]
        #[metrics(prefix = "bench", max_series = 400_000)]
        struct $set {
            $($(
                /// Events by shard and route.
                $counter: Counter<$counter_labels>,
            )*)?
            $($(
                /// Values by shard and route.
                #[metric(unit = "seconds", buckets = crate::input::BUCKETS, max_series = 60_000)]
                $histogram: Histogram<$histogram_labels>,
            )*)?
        }

        impl Set for $set {
            $(fn count(&self, family: usize, first: usize, second: usize) {
                let families: &[&Counter<$counter_labels>] = &[$(&self.$counter),*];
                families[family].with((Shard(first), Route(second))).inc_by(amount(first, second));
            })?

            $(fn observe(&self, family: usize, first: usize, second: usize) {
                let families: &[&Histogram<$histogram_labels>] = &[$(&self.$histogram),*];
                families[family].with((Shard(first), Route(second))).observe(observation(first, second));
            })?
        }
    };
}

type Few = (Shard<8>, Route<10>);
type FewHistograms = (Shard<4>, Route<10>);
type Many = (Shard<80>, Route<100>);
type ManyHistograms = (Shard<40>, Route<100>);

set!(Small, Counter<Few>: c0 c1 c2 c3 c4 c5 c6 c7 c8 c9, Histogram<FewHistograms>: h0 h1 h2 h3 h4);
set!(Large, Counter<Many>: c0 c1 c2 c3 c4 c5 c6 c7 c8 c9, Histogram<ManyHistograms>: h0 h1 h2 h3 h4);
set!(Counters, Counter<Many>: c0 c1 c2 c3 c4 c5 c6 c7 c8 c9);
set!(Histograms, Histogram<ManyHistograms>: h0 h1 h2 h3 h4);

/// A set without counters or without histograms is never asked for one.
trait Set: Metrics {
    fn count(&self, _family: usize, _first: usize, _second: usize) {}
    fn observe(&self, _family: usize, _first: usize, _second: usize) {}
}

struct Ours<S> {
    shape: Shape,
    set: Arc<S>,
    registry: Registry,
}

pub(super) fn build(shape: Shape) -> Box<dyn Exposition> {
    match shape {
        Shape::SMALL => registered(shape, Small::new()),
        Shape::LARGE => registered(shape, Large::new()),
        Shape::COUNTERS => registered(shape, Counters::new()),
        _ => registered(shape, Histograms::new()),
    }
}

fn registered<S: Set>(shape: Shape, set: S) -> Box<dyn Exposition> {
    let (registry, set) = (Registry::new(), Arc::new(set));
    registry.register(Arc::clone(&set)).expect("an empty registry has room");
    Box::new(Ours { shape, set, registry })
}

impl<S: Set> Ours<S> {
    fn append(&self, format: Format, out: &mut String) {
        // SAFETY: the exposition is text, in UTF-8.
        self.registry.encode(format, unsafe { out.as_mut_vec() });
    }
}

impl<S: Set> Exposition for Ours<S> {
    fn record(&self) {
        self.shape.each_counter(|family, first, second| self.set.count(family, first, second));
        self.shape.each_histogram(|family, first, second| self.set.observe(family, first, second));
    }

    fn encode(&self, out: &mut String) {
        self.append(Format::Text, out);
    }

    fn encode_open_metrics(&self, out: &mut String) -> bool {
        self.append(Format::OpenMetrics, out);
        true
    }
}
