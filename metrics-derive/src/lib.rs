//! The derives of `metrics-core`, which re-exports and documents them.
//!
//! Each derive reads its item into a model (`attr.rs`, `model.rs`) and writes the model out (`expand.rs`). A mistake
//! found on the way becomes a `compile_error!` beside a stand-in implementation (`stub.rs`), so that it is the only
//! thing the compiler complains about. What a value may be is not decided here but by `const fn`s of the runtime,
//! called at the token that the user wrote.

#![forbid(unsafe_code)]

mod case;
mod error_label;
#[cfg(test)]
mod golden;
mod label;
mod label_set;
mod local;
mod metrics;
#[cfg(test)]
mod mutations;
mod qualified;
mod stub;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// See `metrics_core::Metrics`.
#[proc_macro_derive(Metrics, attributes(metrics, metric))]
pub fn derive_metrics(input: TokenStream) -> TokenStream {
    metrics::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// See `metrics_core::Label`.
#[proc_macro_derive(Label, attributes(label))]
pub fn derive_label(input: TokenStream) -> TokenStream {
    label::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// See `metrics_core::ErrorLabel`.
#[proc_macro_derive(ErrorLabel, attributes(label))]
pub fn derive_error_label(input: TokenStream) -> TokenStream {
    error_label::derive(&parse_macro_input!(input as DeriveInput)).into()
}

/// See `metrics_core::LabelSet`.
#[proc_macro_derive(LabelSet, attributes(label, labels))]
pub fn derive_label_set(input: TokenStream) -> TokenStream {
    label_set::derive(&parse_macro_input!(input as DeriveInput)).into()
}
