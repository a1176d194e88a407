//! `#[derive(LabelSet)]`.

mod attr;
mod expand;
mod model;
mod stub;

use metrics_derive_syntax::Errors;
use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::model::Labels;

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let core = attr::crate_path(&input.attrs, &mut errors);
    let labels = Labels::new(input, &mut errors);
    errors
        .finish(labels)
        .map_or_else(|error| stub::stub(input, &core, &error), |labels| expand::expand(&labels, &core))
}

#[cfg(test)]
mod tests;
