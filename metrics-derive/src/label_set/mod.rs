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
    let checks = expand::checks(&labels, &core);
    match errors.finish(()) {
        Ok(()) => expand::expand(&labels, &core),
        Err(error) => stub::stub(input, &core, &error),
    }
    .into_iter()
    .chain(checks)
    .collect()
}

#[cfg(test)]
mod tests;
