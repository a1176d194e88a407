//! The metrics of a function of which more is recorded than its calls and their duration.

use std::panic::Location;

use super::error_label::{OTHER, OTHER_KIND};
use super::labels::{Labels, OfCalls, OfDurations, OfErrors};
use super::specs::{Busy, Calls, Durations, Errors, InFlight};
use super::{Ended, Facts, Guard, Outcome, Site, TrackedFunction, ended};
use crate::clock::Moment;
use crate::counter::{Counter, CounterSeries};
use crate::exemplar::{SeriesWithExemplars, WithExemplars};
use crate::histogram::Histogram;
use crate::label::{Label, Values, push_index};
use crate::metric::{AnyMetrics, Member, Metric, Metrics, Source};
use crate::reading::Reading;
use crate::schema::{MemberSchema, MetricSchema, SetSchema};
use crate::up_down_counter::UpDownCounter;

use std::time::Duration;

/// A tracked function, and the metrics that `F` asks for.
pub struct Detailed<F: Facts> {
    calls: OnlyFailures<F>,
    duration: WithExemplars<Histogram<Labels<F, OfDurations>, Duration>>,
    in_flight: UpDownCounter,
    errors: WithExemplars<Counter<Labels<F, OfErrors<F>>>>,
    busy: Counter<(), Duration>,
}

impl<F: Facts> Detailed<F> {
    /// A function that was not called yet.
    #[allow(clippy::new_without_default)] // generated code has no use for it
    pub const fn new() -> Self {
        Self {
            calls: OnlyFailures(<WithExemplars<Counter<_>> as Metric<Calls<F>>>::NEW),
            duration: <WithExemplars<Histogram<_, Duration>> as Metric<Durations<F>>>::NEW,
            in_flight: <UpDownCounter as Metric<InFlight<F>>>::NEW,
            errors: <WithExemplars<Counter<_>> as Metric<Errors<F>>>::NEW,
            busy: <Counter<(), Duration> as Metric<Busy<F>>>::NEW,
        }
    }

    /// Each metric that there can be, and whether it is there.
    const ALL: [(bool, MetricSchema); 5] = [
        (F::COUNTED, <Counter<Labels<F, OfCalls>> as Metric<Calls<F>>>::SCHEMA),
        (F::TIMED, <Histogram<Labels<F, OfDurations>, Duration> as Metric<Durations<F>>>::SCHEMA),
        (F::IN_FLIGHT, <UpDownCounter as Metric<InFlight<F>>>::SCHEMA),
        (F::ERRORS.is_some(), <Counter<Labels<F, OfErrors<F>>> as Metric<Errors<F>>>::SCHEMA),
        (F::BUSY, <Counter<(), Duration> as Metric<Busy<F>>>::SCHEMA),
    ];
    const MEMBERS: ([MemberSchema; 5], usize) = there(&Self::ALL);

    /// The index of `other` among the kinds of errors.
    const OTHER: usize = match &F::ERRORS {
        Some(kinds) => match kinds.position(OTHER) {
            Some(position) => position,
            None => 0,
        },
        None => 0,
    };
    /// The index of the labels of a call without a result.
    const NO_RESULT: usize = {
        let (mut index, mut at) = (0, 0);
        while at < F::AFTER.len() {
            let values = F::AFTER[at].values;
            let none = values.position(ended::NONE);
            index = index * values.len() + if let Some(none) = none { none } else { 0 };
            at += 1;
        }
        index
    };
    /// The number of combinations of the labels known after the call.
    const RESULTS: usize = crate::label::combinations(F::AFTER);

    /// Not inlined, like that of a plain function.
    #[inline(never)]
    fn record(&self, labels: usize, end: Ended, start: Moment) {
        let elapsed = start.elapsed_nanoseconds();
        if F::IN_FLIGHT {
            self.in_flight.dec();
        }
        if F::FAILURES_ONLY && end.outcome == Outcome::Ok {
            return;
        }
        F::count(end.outcome);
        F::time(end.outcome, elapsed);
        let after = end.after.unwrap_or(Self::NO_RESULT);
        let series = labels.saturating_mul(Self::RESULTS).saturating_add(after);
        if F::COUNTED {
            let index = push_index(series, Label::index(end.outcome), Outcome::VALUES);
            count(self.calls.0.with(Labels::at(index)), F::EXEMPLARS && end.outcome != Outcome::Ok);
        }
        if F::TIMED {
            let series = self.duration.with(Labels::at(series));
            if F::EXEMPLARS {
                series.observe_nanoseconds(elapsed);
            } else {
                series.plain().observe_nanoseconds(elapsed);
            }
        }
        if let (Some(kinds), Some(kind)) = (F::ERRORS, end.error) {
            let kind = if kind == OTHER_KIND { Self::OTHER } else { kind };
            count(self.errors.with(Labels::at(push_index(labels, kind, kinds))), F::EXEMPLARS);
        }
    }
}

/// Counts, and perhaps remembers the current span.
#[inline]
fn count(series: SeriesWithExemplars<'_, CounterSeries<'_>>, with_exemplar: bool) {
    if with_exemplar {
        series.inc();
    } else {
        series.plain().inc();
    }
}

const fn there(all: &[(bool, MetricSchema); 5]) -> ([MemberSchema; 5], usize) {
    let mut members = ([MemberSchema::Metric(all[0].1); 5], 0);
    let mut at = 0;
    while at < all.len() {
        if all[at].0 {
            members.0[members.1] = MemberSchema::Metric(all[at].1);
            members.1 += 1;
        }
        at += 1;
    }
    members
}

impl<F: Facts> Metrics for Detailed<F> {
    const SCHEMA: &'static SetSchema = &SetSchema {
        type_name: "CallSite",
        prefix: "",
        members: Self::MEMBERS.0.split_at(Self::MEMBERS.1).0,
        location: F::LOCATION,
    };

    fn member(&self, index: usize) -> Option<Member<'_>> {
        let all: [&dyn Source; 5] = [&self.calls, &self.duration, &self.in_flight, &self.errors, &self.busy];
        let there = all.into_iter().zip(Self::ALL).filter(|(_, (is_there, _))| *is_there);
        there.map(|(metric, _)| Member::Metric(metric)).nth(index)
    }
}

impl<F: Facts> TrackedFunction for Detailed<F> {
    fn function(&self) -> &'static str {
        F::FUNCTION
    }

    fn module(&self) -> &'static str {
        F::MODULE
    }

    fn location(&'static self) -> &'static Location<'static> {
        F::LOCATION
    }

    fn failures_only(&self) -> bool {
        F::FAILURES_ONLY
    }

    fn as_set(&self) -> &dyn AnyMetrics {
        self
    }
}

/// The calls of a function. Those that are left out are not exposed as if there were none.
struct OnlyFailures<F: Facts>(WithExemplars<Counter<Labels<F, OfCalls>>>);

impl<F: Facts> Source for OnlyFailures<F> {
    fn read(&self, reading: &mut Reading) {
        self.0.read(reading);
        let outcomes = Outcome::VALUES.len();
        if F::FAILURES_ONLY {
            let ok = (0..reading.cells().len()).filter(|index| index % outcomes == Label::index(Outcome::Ok));
            ok.for_each(|index| reading.leave_out(index));
        }
    }
}

/// A function of which more is recorded, and the labels of one call.
pub struct With<F: Facts> {
    site: &'static Detailed<F>,
    labels: usize,
}

impl<F: Facts> With<F> {
    /// A call without labels.
    #[inline]
    pub const fn new(site: &'static Detailed<F>) -> Self {
        Self { site, labels: 0 }
    }

    /// Starts a call of a function that cannot return an error.
    #[inline]
    pub fn enter(self) -> Guard<Self> {
        Guard::enter(self)
    }

    pub(crate) fn function(&self) -> &'static str {
        self.site.function()
    }

    /// One more label of the call: its index, and the values that it can have.
    #[inline]
    #[must_use]
    pub fn label(self, (index, values): (usize, Values)) -> Self {
        Self { labels: push_index(self.labels, index, values), ..self }
    }
}

impl<F: Facts> Clone for With<F> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Facts> Copy for With<F> {}

impl<F: Facts> Site for With<F> {
    type End = Ended;

    const BUSY: bool = F::BUSY;

    #[inline]
    fn begin(self) {
        if F::IN_FLIGHT {
            self.site.in_flight.inc();
        }
    }

    #[inline]
    fn end(self, end: Ended, start: Moment) {
        self.site.record(self.labels, end, start);
    }

    #[inline]
    fn polled(self, start: Moment) {
        self.site.busy.inc_by(start.elapsed());
    }
}
