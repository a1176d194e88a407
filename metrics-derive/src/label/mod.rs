//! `#[derive(Label)]`: an enum, whose values are known to the compiler, or a struct around values that are not.

mod attr;
mod closed;
mod expand;
mod run_time;
mod shape;
mod stub;

use metrics_derive_syntax::{CratePath, Errors};
use proc_macro2::TokenStream;
use syn::DeriveInput;

use self::closed::Closed;
use self::run_time::RunTime;
use self::shape::Shape;

pub(crate) fn derive(input: &DeriveInput) -> TokenStream {
    let core = attr::crate_path(&input.attrs);
    expansion(input, &core).unwrap_or_else(|error| stub::stub(input, &core, &error))
}

fn expansion(input: &DeriveInput, core: &CratePath) -> syn::Result<TokenStream> {
    let mut errors = Errors::default();
    errors.keep(shape::without_generics(input));
    let expansion = match errors.keep(Shape::of(input)) {
        Some(Shape::Enum(data)) => {
            let label = Closed::new(input, data, &mut errors);
            expand::closed(&label, core)
        }
        Some(Shape::Newtype(field)) => {
            let label = RunTime::new(input, field, &mut errors);
            expand::run_time(&label, core)
        }
        None => TokenStream::new(),
    };
    errors.finish(expansion)
}

#[cfg(test)]
mod tests;
