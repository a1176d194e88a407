//! Tracked functions: what `#[track_metrics]` calls.
//!
//! The attribute writes a [`CallSite`] into the function and one call around its body; everything else happens here.
//!
//! | function | what surrounds the body | how the outcome is known |
//! |---|---|---|
//! | its type says that it cannot fail | [`Guard`] | ok, unless the thread panics |
//! | it may return a `Result` | [`Returns::call`] | from the value |
//! | that, and it is `#[track_caller]` | [`Watch`] | from the value; [`Tried`] if the attribute asks what `?` returns |
//! | async | [`Tracked`] | from the value; cancelled if it is dropped between two polls |
//!
//! Where it goes is a [`Site`]: a [`CallSite`] for a plain function, [`Detailed`] for one of which more is asked.

// Only calls know when they started, and a site is told.
#![allow(private_interfaces)]

mod call;
mod call_site;
mod classify;
mod detailed;
mod ended;
mod error_label;
mod facts;
mod future;
mod label_of;
mod labels;
mod never;
mod of_call;
mod outcome;
mod own;
mod recorded;
mod returns;
mod site;
mod specs;
#[cfg(test)]
mod tests;
mod tried;
mod watch;

pub use crate::__detailed as detailed;
pub use call::{Call, Guard};
pub use call_site::{CallSite, TrackedFunction};
pub use classify::{Classify, Unseen};
pub use detailed::{Detailed, With};
pub use ended::{Ended, error_if, ok_if};
pub use error_label::{ErrorLabel, ErrorOf, Kinds, UnknownError, Unlabelled, or_other};
pub use facts::{Facts, Names};
pub use future::Tracked;
pub use label_of::{LabelOf, NoLabel, label_after, label_before, never};
pub use never::Never;
pub use of_call::OfCall;
pub use outcome::Outcome;
pub use own::{CountsCalls, TimesCalls};
pub use recorded::Recorded;
pub use returns::Returns;
pub use site::{Plain, Site};
pub use tried::{Branch, ReturnedBy, Tried};
pub use watch::Watch;
