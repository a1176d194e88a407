//! Tracked functions: what `#[track_metrics]` calls.
//!
//! The attribute writes a [`CallSite`] into the function and one call around its body; everything else happens here.
//!
//! | function | what surrounds the body | how the outcome is known |
//! |---|---|---|
//! | its type says that it cannot fail | [`Guard`] | ok, unless the thread panics |
//! | it may return a `Result` | [`Returns::call`] | from the value |
//! | async | [`Tracked`] | from the value; cancelled if it is dropped between two polls |

mod call;
mod call_site;
mod classify;
mod future;
mod never;
mod outcome;
mod returns;

pub use call::{Call, Guard};
pub use call_site::CallSite;
pub use classify::Classify;
pub use future::Tracked;
pub use never::Never;
pub use outcome::Outcome;
pub use returns::Returns;
