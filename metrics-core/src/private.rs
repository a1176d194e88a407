//! The door for generated code. No stability, not even across patch releases.

pub use std::panic::Location;

pub use inventory::submit;

pub use crate::buckets::or_stand_in as buckets;
pub use crate::check;
pub use crate::label::{pop_index, push_index};
pub use crate::registry::LinkTime;
pub use std::future::Future;
pub use std::module_path;

pub use crate::__call_site as call_site;
pub use crate::track::{Call, CallSite, Classify, Guard, Never, Outcome, Returns, Tracked};
