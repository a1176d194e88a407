//! `#[derive(Metrics)]`.

mod attr;
mod check;
mod expand;
mod model;
mod native;
mod stub;

use metrics_derive_syntax::Errors;
use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::attr::SetKeys;
use self::model::Set;

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let mut errors = Errors::default();
    let keys = SetKeys::read(&input.attrs, &mut errors);
    let core = keys.core.get().cloned().unwrap_or_default();
    let set = Set::new(input, keys, &mut errors);
    match errors.finish(()) {
        Ok(()) => expand::expand(&set),
        Err(error) => [stub::stub(input, &core, &error), expand::only_checks(&set)].into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
