//! What is registered before the program begins: sets marked `#[register]`, and tracked functions.
//!
//! Each of them is an entry of a list that is put together when the program is loaded. Only the list is: nothing is
//! read and nothing is allocated before `main`.

use std::io::{self, Write};
use std::panic::Location;
use std::sync::Arc;
use std::time::SystemTime;

use super::families::Families;
use super::family::{Function, Instance};
use super::provider::Provider;
use super::set_ref::SetRef;
use super::{RegisterError, Registry};
use crate::check;
use crate::clock;
use crate::metric::{AnyMetrics, Metrics};
use crate::sync::{Mutex, OnceLock};
use crate::track::{CallSite, TrackedFunction};

/// An entry of the list.
#[derive(Clone, Copy)]
pub struct LinkTime(Entry);

#[derive(Clone, Copy)]
enum Entry {
    Set(&'static dyn AnyMetrics, &'static Location<'static>),
    Function(&'static dyn TrackedFunction),
}

inventory::collect!(LinkTime);

/// An entry of a list of its own: a tracked function of which nothing special is asked. There are many of them, so this
/// is one pointer, where the other is four words.
pub struct LinkTimeCalls(pub &'static CallSite);

inventory::collect!(LinkTimeCalls);

impl LinkTime {
    /// A set in a static.
    ///
    /// # Panics
    ///
    /// If a name in it belongs to the server: the global registry has no prefix.
    #[track_caller]
    pub const fn set<M: Metrics>(set: &'static M) -> Self {
        check::exposed_as_they_are(M::SCHEMA);
        Self(Entry::Set(set, Location::caller()))
    }

    /// A tracked function.
    pub const fn function(site: &'static dyn TrackedFunction) -> Self {
        Self(Entry::Function(site))
    }

    fn instance(&self, created: SystemTime) -> Instance {
        match self.0 {
            Entry::Set(set, registered) => {
                let provider = Provider::Set(SetRef::of_static(set));
                let (prefix, labels) = (Arc::from(""), Arc::new([]));
                Instance { provider, prefix, labels, registered, created, function: None }
            }
            Entry::Function(site) => Instance {
                provider: Provider::Set(SetRef::of_static(site.as_set())),
                prefix: Arc::from(""),
                labels: [("function", site.function()), ("module", site.module())]
                    .map(|(name, value)| (name.to_owned(), value.to_owned()))
                    .into(),
                registered: site.location(),
                created,
                function: Some(Function {
                    name: site.function(),
                    module: site.module(),
                    failures_only: site.failures_only(),
                }),
            },
        }
    }

    /// The order of the list is up to the linker; this one is the same in each run of a program.
    fn order(&self) -> impl Ord {
        match self.0 {
            Entry::Set(_, location) => (0, "", "", location.file(), location.line(), location.column()),
            Entry::Function(site) => {
                let location = site.location();
                (1, site.module(), site.function(), location.file(), location.line(), location.column())
            }
        }
    }
}

/// The registry of the program, and what is not in it.
pub(super) struct Global {
    pub(super) registry: Registry,
    pub(super) conflicts: Vec<RegisterError>,
}

pub(super) fn global() -> &'static Global {
    static GLOBAL: OnceLock<Global> = OnceLock::new();
    GLOBAL.get_or_init(collect)
}

fn collect() -> Global {
    // Here and not in the first call that is timed: this is start-up, that may be a request.
    clock::warm_up();
    let functions = inventory::iter::<LinkTimeCalls>.into_iter().map(|site| LinkTime::function(site.0));
    let mut entries: Vec<LinkTime> =
        inventory::iter::<LinkTime>.into_iter().copied().chain(functions).collect();
    entries.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut families = Families::default();
    let mut conflicts = Vec::new();
    let now = SystemTime::now();
    for instance in entries.into_iter().map(|entry| entry.instance(now)) {
        if let Err(error) = families.add_instance(instance) {
            let left_out = error.left_out();
            // Nobody is asked whether the standard error can be written to.
            let _ = writeln!(io::stderr(), "metrics-core: {error}; {left_out} is not exposed");
            conflicts.push(error);
        }
    }
    let families = Mutex::new(Arc::new(families));
    Global { registry: Registry { families, ..Registry::new() }, conflicts }
}
