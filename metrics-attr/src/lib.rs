//! The attributes of `metrics-core`, which re-exports and documents them.
//!
//! Grammar only: what a call is, and how it is counted, is code of `metrics_core::track`.

#![forbid(unsafe_code)]

mod register;
mod track;

use proc_macro::TokenStream;

/// Counts and times a function.
#[proc_macro_attribute]
pub fn track_metrics(arguments: TokenStream, item: TokenStream) -> TokenStream {
    track::attribute(arguments.into(), item.into()).into()
}

/// Puts a `static` metric set into the global registry, before `main`.
#[proc_macro_attribute]
pub fn register(arguments: TokenStream, item: TokenStream) -> TokenStream {
    register::attribute(arguments.into(), item.into()).into()
}

#[cfg(test)]
mod expected;
#[cfg(test)]
mod mutations;
