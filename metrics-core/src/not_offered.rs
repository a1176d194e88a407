//! Methods that a type of metric does not have, although people look for them there: whoever calls one reads what to
//! write instead, rather than that there is no such method.
//!
//! Each is hidden from the documentation, and asks for a trait that nothing implements.

use crate::counter::{Counter, CounterSeries, CounterValue};
use crate::gauge::{Gauge, GaugeSeries, GaugeValue};
use crate::label::LabelSet;
use crate::up_down_counter::{UpDownCounter, UpDownCounterSeries};

/// Nothing falls that has only ever grown.
#[diagnostic::on_unimplemented(
    message = "a counter never falls",
    label = "a `Counter` has `inc` and `inc_by`",
    note = "what goes up and down by events, such as requests in flight, is an `UpDownCounter`: `inc`, `dec`, and `track` for both",
    note = "what is set to a number that is known, such as a queue's depth, is a `Gauge`"
)]
pub trait Falls {}

/// What is set has no events to count.
#[diagnostic::on_unimplemented(
    message = "a gauge is set, it does not count",
    label = "a `Gauge` has `set`, `add` and `sub`",
    note = "what goes up and down by events, such as requests in flight, is an `UpDownCounter`: `inc`, `dec`, and `track` for both; it does not contend",
    note = "for a number that is also set, write `add(1.0)` and `sub(1.0)`"
)]
pub trait CountsEvents {}

/// Threads count apart, so nothing is there to be set.
#[diagnostic::on_unimplemented(
    message = "an up-down counter counts events, it is not set",
    label = "an `UpDownCounter` has `inc`, `dec`, and `track` for both",
    note = "what is set to a number that is known, such as a queue's depth, is a `Gauge`"
)]
pub trait IsSet {}

#[allow(missing_docs, clippy::unused_self)]
impl<L: LabelSet, V: CounterValue> Counter<L, V> {
    #[doc(hidden)]
    pub fn dec(&self)
    where
        Self: Falls,
    {
    }

    #[doc(hidden)]
    pub fn set(&self, _: impl Sized)
    where
        Self: Falls,
    {
    }
}

#[allow(missing_docs, clippy::unused_self)]
impl<V: CounterValue> CounterSeries<'_, V> {
    #[doc(hidden)]
    pub fn dec(&self)
    where
        Self: Falls,
    {
    }

    #[doc(hidden)]
    pub fn set(&self, _: impl Sized)
    where
        Self: Falls,
    {
    }
}

#[allow(missing_docs, clippy::unused_self)]
impl<L: LabelSet, V: GaugeValue> Gauge<L, V> {
    #[doc(hidden)]
    pub fn inc(&self)
    where
        Self: CountsEvents,
    {
    }

    #[doc(hidden)]
    pub fn dec(&self)
    where
        Self: CountsEvents,
    {
    }
}

#[allow(missing_docs, clippy::unused_self)]
impl<V: GaugeValue> GaugeSeries<'_, V> {
    #[doc(hidden)]
    pub fn inc(&self)
    where
        Self: CountsEvents,
    {
    }

    #[doc(hidden)]
    pub fn dec(&self)
    where
        Self: CountsEvents,
    {
    }
}

#[allow(missing_docs, clippy::unused_self)]
impl<L: LabelSet> UpDownCounter<L> {
    #[doc(hidden)]
    pub fn set(&self, _: impl Sized)
    where
        Self: IsSet,
    {
    }
}

#[allow(missing_docs, clippy::unused_self)]
impl UpDownCounterSeries<'_> {
    #[doc(hidden)]
    pub fn set(&self, _: impl Sized)
    where
        Self: IsSet,
    {
    }
}
