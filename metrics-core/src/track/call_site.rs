//! The metrics of one tracked function.

use std::panic::Location;
use std::time::Duration;

use super::Outcome;
use super::recorded::{self, Recorded};
use crate::counter::Counter;
use crate::histogram::Histogram;
use crate::metric::{AnyMetrics, Member, Metric, Metrics};
use crate::schema::{FieldSpec, MemberSchema, SetSchema, Spec};

/// A tracked function, as a registry sees it: what it is called, its calls by outcome, and how long they took.
///
/// All call sites together are the families `function_calls_total{function,module,outcome}` and
/// `function_duration_seconds{function,module}`. Two functions of one name in one module (methods of two types, say)
/// have the same labels, and count together, if the same is recorded of them.
pub struct CallSite {
    function: &'static str,
    module: &'static str,
    /// Not by reference: each pointer takes 24 bytes more in a program that is not loaded at a fixed address.
    location: Location<'static>,
    calls: recorded::Calls,
}

impl CallSite {
    /// A function that was never called.
    #[track_caller]
    pub const fn new(function: &'static str, module: &'static str) -> Self {
        Self { function, module, location: *Location::caller(), calls: recorded::Calls(Recorded::new()) }
    }

    #[inline]
    pub(super) const fn calls(&self) -> &Recorded {
        &self.calls.0
    }
}

impl Metrics for CallSite {
    const SCHEMA: &'static SetSchema = &SetSchema {
        type_name: "CallSite",
        prefix: "",
        members: &[
            MemberSchema::Metric(<Counter<Outcome> as Metric<Calls>>::SCHEMA),
            MemberSchema::Metric(<Histogram<(), Duration> as Metric<Durations>>::SCHEMA),
        ],
        location: Location::caller(),
    };

    fn member(&self, index: usize) -> Option<Member<'_>> {
        match index {
            0 => Some(Member::Metric(&self.calls)),
            1 => Some(Member::Metric(&self.calls.0)),
            _ => None,
        }
    }
}

struct Calls;

impl Spec for Calls {
    const SPEC: FieldSpec = FieldSpec::new("function_calls", "Calls of tracked functions, by outcome.");
}

pub(super) struct Durations;

impl Spec for Durations {
    const SPEC: FieldSpec = FieldSpec::new("function_duration", "How long calls of tracked functions took.");
}

/// A tracked function, as a registry sees it.
pub trait TrackedFunction: AnyMetrics {
    /// The name of the function.
    fn function(&self) -> &'static str;
    /// The module that it is in, with the crate.
    fn module(&self) -> &'static str;
    /// Where the function is tracked.
    fn location(&'static self) -> &'static Location<'static>;
    /// Whether calls that are ok are left out.
    fn failures_only(&self) -> bool {
        false
    }
    /// Its metrics. (The oldest compiler that we promise does not see that it is a set.)
    fn as_set(&self) -> &dyn AnyMetrics;
}

impl TrackedFunction for CallSite {
    fn function(&self) -> &'static str {
        self.function
    }

    fn module(&self) -> &'static str {
        self.module
    }

    fn location(&'static self) -> &'static Location<'static> {
        &self.location
    }

    fn as_set(&self) -> &dyn AnyMetrics {
        self
    }
}

/// Where the calls of the function that this is written into are recorded.
///
/// It is inside of a block, where the function's body cannot name it. All instances of a generic function share it,
/// and it is in the program whether the function is called or not.
#[doc(hidden)]
#[macro_export]
macro_rules! __call_site {
    ($function:expr) => {{
        static SITE: $crate::__private::CallSite =
            $crate::__private::CallSite::new($function, $crate::__private::module_path!());
        $crate::__private::submit! { $crate::__private::LinkTimeCalls(&SITE) }
        $crate::__private::Plain::new(&SITE)
    }};
}

/// The metrics of a function of which more is asked than its calls and their duration.
#[doc(hidden)]
#[macro_export]
macro_rules! __detailed {
    ($function:expr, { $($facts:tt)* }) => {{
        struct __Facts;
        impl $crate::__private::Facts for __Facts {
            const FUNCTION: &'static $crate::__private::str = $function;
            const MODULE: &'static $crate::__private::str = $crate::__private::module_path!();
            const LOCATION: &'static $crate::__private::Location<'static> =
                $crate::__private::Location::caller();
            $($facts)*
        }
        static __SITE: $crate::track::Detailed<__Facts> = $crate::track::Detailed::new();
        $crate::__private::submit! { $crate::__private::LinkTime::function(&__SITE) }
        const _: () = $crate::__private::check::function_series(
            <$crate::track::Detailed<__Facts> as $crate::Metrics>::SCHEMA,
            <__Facts as $crate::__private::Facts>::MAX_SERIES,
        );
        $crate::track::With::new(&__SITE)
    }};
}
