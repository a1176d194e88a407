//! Tracked functions: what `#[track_metrics]` calls.
//!
//! The attribute writes a [`CallSite`] into the function and one call around its body; everything else happens here.
//!
//! | function | what surrounds the body | how the outcome is known |
//! |---|---|---|
//! | its type says that it cannot fail | [`Guard`] | ok, unless the thread panics |
//! | it may return a `Result` | [`Returns::call`] | from the value |
//! | async | [`Tracked`] | from the value; cancelled if it is dropped between two polls |
//!
//! Where it goes is a [`Site`]: a [`CallSite`] for a plain function, [`Detailed`] for one of which more is asked.

mod call;
mod call_site;
mod classify;
mod detailed;
mod ended;
mod error_label;
mod facts;
mod future;
mod labels;
mod never;
mod outcome;
mod own;
mod recorded;
mod returns;
mod site;
mod specs;

pub use crate::__detailed as detailed;
pub use call::{Call, Guard};
pub use call_site::{CallSite, TrackedFunction};
pub use classify::Classify;
pub use detailed::{Detailed, With};
pub use ended::{Ended, error_if, label_after, label_before, never, ok_if, or_none};
pub use error_label::{ErrorLabel, ErrorOf, Kinds, UnknownError, Unlabelled, or_other};
pub use facts::{Facts, Names};
pub use future::Tracked;
pub use never::Never;
pub use outcome::Outcome;
pub use own::{CountsCalls, TimesCalls};
pub use recorded::Recorded;
pub use returns::Returns;
pub use site::{Plain, Site};
