//! The attribute language shared by `metrics-derive` and `metrics-attr`. No stable API.
//!
//! Grammar only: what a *value* may be is judged by `const fn`s of the runtime, which [`check()`] calls at the token
//! that the user wrote.

#![forbid(unsafe_code)]

mod buckets;
mod check;
mod count;
mod crate_path;
mod distinct;
mod errors;
mod float;
mod help;
mod keys;
mod nearest;
mod once;
mod quantiles;
mod text;

pub use buckets::Buckets;
pub use check::{call, check, ends};
pub use count::Count;
pub use crate_path::CratePath;
pub use distinct::Distinct;
pub use errors::{Errors, at_both};
pub use float::Float;
pub use help::help;
pub use keys::{Entry, Key, Keys};
pub use once::Once;
pub use quantiles::Quantiles;
pub use text::{Text, string_literal};
