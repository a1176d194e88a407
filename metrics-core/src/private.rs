//! The door for generated code. No stability, not even across patch releases.

pub use std::panic::Location;

pub use inventory::submit;

pub use crate::buckets::or_stand_in as buckets;
pub use crate::check;
pub use crate::label::{LabelSchema, Values, pop_index, push_index};
pub use crate::registry::{LinkTime, LinkTimeCalls};
pub use std::future::Future;
pub use std::module_path;

pub use std::boxed::Box;
pub use std::concat;
pub use std::option::Option;
pub use std::primitive::str;
pub use std::result::Result;

pub use crate::__call_site as call_site;
pub use crate::__names as names;
pub use crate::track::{
    Call, CallSite, Classify, Ended, ErrorOf, Facts, Guard, Kinds, LabelOf, Names, Never, Outcome, Plain,
    Returns, Site, Tracked, TrackedFunction, Unlabelled, Unseen, Watch,
};

#[cfg(feature = "macros")]
pub use crate::build_info::or_empty;
pub use std::env::consts::{ARCH, OS};
