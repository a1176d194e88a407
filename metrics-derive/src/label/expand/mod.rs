//! The code for a label that was understood.

mod closed;
mod run_time;

use metrics_derive_syntax::{CratePath, Text, check};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Ident;
use syn::ext::IdentExt;

pub(super) use self::closed::closed;
pub(super) use self::run_time::run_time;
use crate::case::Case;

/// The code for a label.
#[derive(Default)]
pub(super) struct Code {
    pub(super) implementation: TokenStream,
    /// The rules about its values. They hold for what was understood, also where something else was not.
    pub(super) checks: TokenStream,
}

/// The name of the label as an expression.
fn name(ident: &Ident, given: Option<&Text>) -> TokenStream {
    let spelled = default_name(ident);
    given.map_or_else(|| quote!(#spelled), ToTokens::to_token_stream)
}

/// The name of a label that does not say one.
pub(super) fn default_name(ident: &Ident) -> String {
    Case::Snake.apply(&ident.unraw().to_string())
}

fn name_check(ident: &Ident, given: Option<&Text>, core: &CratePath) -> TokenStream {
    let place = given.map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
    check(core, &place, "label_name", &name(ident, given))
}
