//! What the types of this crate show of themselves, so that a struct that holds metrics can derive `Debug`.
//!
//! A series shows its value; what has many shows its name only.

use std::fmt;

use crate::callback::{CounterFn, GaugeFn};
use crate::counter::{Counter, CounterSeries, CounterValue};
use crate::exemplar::{SeriesWithExemplars, TimerWithExemplar, WithExemplars};
use crate::gauge::{Gauge, GaugeSeries, GaugeValue};
use crate::histogram::{Histogram, HistogramSeries, HistogramValue, Timer};
use crate::info::Info;
use crate::label::{Label, LabelSet};
use crate::metric::Member;
use crate::registry::{Family, LinkTime, LinkTimeCalls, Registry, RegistryBuilder, SetRef};
use crate::rows::{CounterRows, GaugeRows, HistogramRows, InfoRows, SummaryRows};
use crate::state_set::StateSet;
use crate::summary::{Summary, SummarySeries};
use crate::track::{
    Call, CallSite, Classify, Detailed, ErrorOf, Facts, Guard, Kinds, LabelOf, NoLabel, OfCall, Plain,
    Recorded, Returns, Site, Tracked, TrackedFunction, UnknownError, Unseen, Watch, With,
};
use crate::up_down_counter::{InFlight, UpDownCounter, UpDownCounterSeries};

/// Shows the name of a type.
macro_rules! named {
    ($([$($generics:tt)*] $type:ty => $name:literal,)*) => {$(
        impl<$($generics)*> fmt::Debug for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.debug_struct($name).finish_non_exhaustive()
            }
        }
    )*};
}

/// Shows one fact beside the name of a type.
macro_rules! named_with {
    ($([$($generics:tt)*] $type:ty => $name:literal, $fact:ident;)*) => {$(
        impl<$($generics)*> fmt::Debug for $type {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.debug_struct($name).field(stringify!($fact), &self.$fact()).finish_non_exhaustive()
            }
        }
    )*};
}

named! {
    [L: LabelSet, V: CounterValue] Counter<L, V> => "Counter",
    [L: LabelSet, V: GaugeValue] Gauge<L, V> => "Gauge",
    [L: LabelSet] UpDownCounter<L> => "UpDownCounter",
    [L: LabelSet, V: HistogramValue] Histogram<L, V> => "Histogram",
    [const N: usize, V: GaugeValue] GaugeRows<N, V> => "GaugeRows",
    [const N: usize, V: CounterValue] CounterRows<N, V> => "CounterRows",
    [const N: usize, V: HistogramValue] HistogramRows<N, V> => "HistogramRows",
    [const N: usize, V: HistogramValue] SummaryRows<N, V> => "SummaryRows",
    [const N: usize] InfoRows<N> => "InfoRows",
    [L: LabelSet, V: GaugeValue] GaugeFn<L, V> => "GaugeFn",
    [L: LabelSet, V: CounterValue] CounterFn<L, V> => "CounterFn",
    [L: LabelSet, V: HistogramValue] Summary<L, V> => "Summary",
    [M] WithExemplars<M> => "WithExemplars",
    [S] SeriesWithExemplars<'_, S> => "SeriesWithExemplars",
    [] TimerWithExemplar<'_> => "TimerWithExemplar",
    [] Info => "Info",
    [] Timer<'_> => "Timer",
    [] InFlight<'_> => "InFlight",
    [] Registry => "Registry",
    [] RegistryBuilder => "RegistryBuilder",
    [] SetRef => "SetRef",
    [] LinkTime => "LinkTime",
    [] LinkTimeCalls => "LinkTimeCalls",
    [] Member<'_> => "Member",
    [S: Site] Call<S> => "Call",
    [S: Site] Guard<S> => "Guard",
    [T] Returns<T> => "Returns",
    [F, T, C, S: Site] Tracked<F, T, C, S> => "Tracked",
    [T: ?Sized] Classify<'_, T> => "Classify",
    [T: ?Sized] ErrorOf<'_, T> => "ErrorOf",
    [R: ?Sized] Kinds<R> => "Kinds",
    [T: ?Sized] LabelOf<'_, T> => "LabelOf",
    [] NoLabel => "NoLabel",
    [S, C, D] OfCall<S, C, D> => "OfCall",
    [] Plain => "Plain",
    [] Recorded => "Recorded",
    [] UnknownError => "UnknownError",
    [T] Unseen<T> => "Unseen",
    [S: Site, T, C] Watch<S, T, C> => "Watch",
}

named_with! {
    [V: CounterValue] CounterSeries<'_, V> => "CounterSeries", value;
    [V: GaugeValue] GaugeSeries<'_, V> => "GaugeSeries", value;
    [] UpDownCounterSeries<'_> => "UpDownCounterSeries", value;
    [V: HistogramValue] HistogramSeries<'_, V> => "HistogramSeries", snapshot;
    [V: HistogramValue] SummarySeries<'_, V> => "SummarySeries", snapshot;
    [] Family => "Family", name;
    [] CallSite => "CallSite", function;
    [F: Facts] Detailed<F> => "Detailed", function;
    [F: Facts] With<F> => "With", function;
}

impl<E: Label> fmt::Debug for StateSet<E> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.value().and_then(|state| E::VALUES.get(state.index()));
        out.debug_struct("StateSet").field("value", &state).finish()
    }
}
